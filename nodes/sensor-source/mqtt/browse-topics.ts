import { TwinError } from "../../../models/errors/twin-error.ts";
import { systemClock } from "../../kit/clock.ts";
import { sourceErrors } from "../errors.ts";
import type { SourceConfig } from "../schema.ts";
import { brokerUrl } from "./broker-url.ts";
import { readCertificates } from "./certificates.ts";
import type { SeenTopic } from "./seen-topic.ts";
import { seenTopic } from "./seen-topics.ts";

const MOST_TOPICS = 500;
const CONNECT_TIMEOUT_MS = 5000;

/**
 * Listens to all topics of a broker for a while, in a session of its own, and says what arrived, in the order of the topics.
 *
 * @throws TwinError TWIN-SOURCE-006, -040 or -044 where it can't be reached
 */
export const browseTopics = async (
  config: SourceConfig,
  credentials: Readonly<Record<string, string>>,
  listenMs: number,
): Promise<SeenTopic[]> => {
  const url = brokerUrl(config.mqttUrl);
  const certificates = readCertificates(config);
  const { connectAsync } = await import("mqtt");
  const options = {
    protocolVersion: config.mqttVersion === "v5" ? (5 as const) : (4 as const),
    reconnectPeriod: 0,
    connectTimeout: CONNECT_TIMEOUT_MS,
    ...(config.user ? { username: config.user, password: credentials["password"] ?? "" } : {}),
    ...certificates,
  };
  const away = (thrown: unknown): TwinError => {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return new TwinError(sourceErrors.serverAway, { server: url.host, reason }, thrown);
  };
  const client = await connectAsync(url.href, options, false).catch((thrown: unknown) => {
    throw away(thrown);
  });
  const seen = new Map<string, SeenTopic>();
  client.on("message", (topic, payload) => {
    const messages = (seen.get(topic)?.messages ?? 0) + 1;
    if (messages > 1 || seen.size < MOST_TOPICS) seen.set(topic, seenTopic(topic, payload, messages));
  });
  try {
    await client.subscribeAsync("#", { qos: 0 });
    await new Promise<void>((resolve) => void systemClock.schedule(listenMs, resolve));
  } catch (thrown) {
    throw away(thrown);
  } finally {
    await client.endAsync(true);
  }
  return [...seen.values()].sort((a, b) => (a.topic < b.topic ? -1 : 1));
};
