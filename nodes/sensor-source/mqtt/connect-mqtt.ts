import type { IClientOptions, MqttClient } from "mqtt";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { hashText } from "../../../models/random/random.ts";
import { backoff } from "../backoff.ts";
import { sourceErrors } from "../errors.ts";
import { MOST_BYTES } from "../most-bytes.ts";
import type { Connect, Source } from "../source.ts";
import { acknowledgeLater, NOT_YET, type TakePacket, takeInOrder } from "./acknowledge-later.ts";
import { brokerUrl } from "./broker-url.ts";
import { isCertificateError, readCertificates } from "./certificates.ts";
import { leaveBroker } from "./leave-broker.ts";
import { payloadMapping } from "./payload-mapping.ts";
import { sparkplugRouter } from "./sparkplug/sparkplug-router.ts";
import { sparkplugFilter } from "./sparkplug/sparkplug-topic.ts";
import { splitTopics } from "./split-topics.ts";
import { topicPattern } from "./topic-pattern.ts";
import { topicRouter } from "./topic-router.ts";

const CONNECT_TIMEOUT_MS = 10_000;
/** MQTT 5: how long a broker keeps what we have not acknowledged while we are away. */
const SESSION_EXPIRY_S = 86_400;
const RECEIVE_MAXIMUM = 100;
const QOS = { qos0: 0, qos1: 1, qos2: 2 } as const;
/** CONNACK codes that mean the user or password is wrong: 3.1.1 table 3.1, 5.0 section 3.2.2.2. */
const REFUSED: ReadonlySet<unknown> = new Set([4, 5, 134, 135, 138, 140]);

/**
 * Subscribes to a broker by MQTT 3.1.1 or 5. With QoS 1 and a store the session is kept by the broker, and a message is acknowledged
 * only when its samples are in the store; what was not is sent again after a restart of either side.
 *
 * @throws TwinError TWIN-SOURCE-005, -006 for topics or an address that can't be used
 */
export const connectMqtt: Connect = (source) => {
  const filters = topicFilters(source);
  const url = brokerUrl(source.config.mqttUrl);
  const { world } = source;
  const pause = backoff(world.random);
  let client: MqttClient | undefined;
  let stopRetry: (() => void) | undefined;
  let closed = false;

  // Thrown at deploy where a file is missing.
  readCertificates(source.config);
  const renewCertificates = (client: MqttClient): void => {
    try {
      Object.assign(client.options, readCertificates(source.config));
    } catch (thrown) {
      if (thrown instanceof TwinError) source.trouble(thrown);
    }
  };

  const away = (error: Error & { code?: unknown }): void => {
    const entry =
      REFUSED.has(error.code) || isCertificateError(error.code) ? sourceErrors.refused : sourceErrors.serverAway;
    source.trouble(new TwinError(entry, { server: url.host, reason: error.message || String(error.code) }, error));
  };

  const subscribe = (connected: MqttClient): void => {
    connected.subscribe([...filters], { qos: QOS[source.config.mqttQos] }, (error, granted = []) => {
      if (error && !closed) away(error);
      else source.link("up");
      for (const { topic, qos } of granted) {
        source.tagUnknown(topic, qos >= 128);
        const reason = "the broker refused the subscription";
        if (qos >= 128) source.trouble(new TwinError(sourceErrors.unknownTag, { tag: topic, reason }), topic);
      }
    });
    // what the broker has kept may come before it confirms the subscription: a birth among it is one of this connection
    sparkplug?.connected();
  };

  const sparkplug =
    source.config.mqttPayload === "sparkplug"
      ? sparkplugRouter(source, (topic, command) => client?.publish(topic, command, { qos: 0 }))
      : undefined;

  const start = async (): Promise<void> => {
    const { connect } = await import("mqtt");
    const { mqttExpression } = source.config;
    const mapping = mqttExpression && !sparkplug ? await payloadMapping(mqttExpression) : undefined;
    if (closed) return;
    const made = connect(url.href, { ...options(source, filters), ...readCertificates(source.config) });
    client = made;
    const route = sparkplug?.take ?? topicRouter(source, mapping);
    const take: TakePacket = ({ topic, payload, dup, retain }) => {
      // not acknowledged, so that the broker keeps it for the next one
      if (closed) return new Promise(() => undefined);
      if (payload.length <= MOST_BYTES)
        return route(topic, typeof payload === "string" ? Buffer.from(payload) : payload, dup || retain);
      const details = { tag: topic, bytes: payload.length, limit: MOST_BYTES };
      source.refuse(new TwinError(sourceErrors.tooLarge, details), { tag: topic });
      return undefined;
    };
    if (source.stores) acknowledgeLater(made, take, source.whenWritten);
    else takeInOrder(made, take);
    made.on("error", (error) => {
      if (error !== NOT_YET) away(error);
    });
    made.on("connect", () => {
      pause.reset();
      subscribe(made);
    });
    made.on("close", () => {
      if (closed || stopRetry) return;
      source.link("reconnecting");
      stopRetry = world.clock.schedule(pause.nextMs(), () => {
        stopRetry = undefined;
        renewCertificates(made);
        made.reconnect();
      });
    });
  };

  start().catch((thrown: unknown) => {
    if (!(thrown instanceof TwinError)) return away(thrown instanceof Error ? thrown : new Error(String(thrown)));
    source.link("failed", "wrong expression");
    source.trouble(thrown);
  });
  return {
    close: async () => {
      closed = true;
      stopRetry?.();
      sparkplug?.close();
      if (client) await leaveBroker(client, source);
    },
  };
};

const options = ({ config, world, stores }: Source, filters: readonly string[]): IClientOptions => {
  const { mqttQos, mqttSession } = config;
  const keepSession = mqttQos !== "qos0" && (mqttSession === "auto" ? stores : mqttSession === "keep");
  const v5 = config.mqttVersion === "v5";
  // A kept session remembers its topics: other topics need another session.
  const clientId =
    config.mqttClientId || `twinloom-${world.nodeId}-${(hashText(filters.join(" ")) >>> 0).toString(36)}`;
  return {
    protocolVersion: v5 ? 5 : 4,
    clientId,
    clean: !keepSession,
    keepalive: config.mqttKeepaliveSeconds,
    connectTimeout: CONNECT_TIMEOUT_MS,
    reconnectPeriod: 0,
    resubscribe: false,
    ...(config.user ? { username: config.user, password: world.credentials["password"] ?? "" } : {}),
    ...(v5
      ? { properties: { receiveMaximum: RECEIVE_MAXIMUM, sessionExpiryInterval: keepSession ? SESSION_EXPIRY_S : 0 } }
      : {}),
  };
};

const topicFilters = ({ config, plan }: Source): readonly string[] => {
  if (config.mqttPayload === "sparkplug") return [sparkplugFilter(config.sparkplugGroup, config.sparkplugNode)];
  const own = splitTopics(config.mqttTopics);
  const rows = plan.rows.map(({ tag }) => tag).filter((tag) => own.length === 0 || tag.includes("/"));
  const filters = [...new Set([...own, ...rows].map((text) => topicPattern(text).filter))];
  if (filters.length === 0) throw new TwinError(sourceErrors.noTags, { protocol: "MQTT" });
  return config.mqttShareGroup ? filters.map((filter) => `$share/${config.mqttShareGroup}/${filter}`) : filters;
};
