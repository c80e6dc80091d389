import { connectAsync } from "mqtt";
import { startMosquitto } from "../support/mosquitto.ts";
import type { makeCertificates } from "../support/test-certificates.ts";
import type { BadRow } from "./bad-row.ts";
import type { Driver } from "./driver.ts";
import { expand, type Words } from "./expand.ts";
import { payloadOf, type SparkplugMessage } from "./sparkplug-message.ts";

interface GivenPayload {
  readonly topic?: string;
  readonly text?: string;
  readonly bytes?: string;
}

const GOOD: readonly GivenPayload[] = [{ text: '{"time":$time,"values":{"flow":$value}}' }];
const BIRTH: readonly SparkplugMessage[] = [
  {
    type: "NBIRTH",
    seq: 0,
    metrics: [{ name: "flow", alias: 1, datatype: 10, timestamp: "$time", double: "$value" }],
  },
];
const TOPIC = "bad";

/** Rows of MQTT and Sparkplug B through real Mosquittos: one for anybody, one with a password, one with a certificate. */
export const startMqttDriver = async (
  certificates: ReturnType<typeof makeCertificates>,
): Promise<Driver & { readonly words: Readonly<Record<string, string>> }> => {
  const [open, signIn, tls] = await Promise.all([
    startMosquitto(),
    startMosquitto({ user: "plant", password: "right" }),
    startMosquitto(undefined, { ...certificates.server, ca: certificates.ca.cert }),
  ]);
  const plant = await connectAsync(open.url);

  const publish = async (row: BadRow, given: unknown, words: Words, retain: boolean): Promise<void> => {
    if (row.protocol === "sparkplug") {
      for (const message of given as SparkplugMessage[]) {
        const { type, device, edge = "edge-1" } = message;
        const topic = ["spBv1.0", row.id, type, edge, ...(device ? [device] : [])].join("/");
        await plant.publishAsync(topic, payloadOf(message, words), { qos: 1, retain });
      }
      return;
    }
    for (const { topic = "telemetry", text, bytes } of given as GivenPayload[]) {
      const payload = bytes === undefined ? String(expand(text, words)) : Buffer.from(bytes, "hex");
      await plant.publishAsync(`${TOPIC}/${row.id}/${topic}`, payload, { qos: 1, retain });
    }
  };

  const isInput = (given: unknown): given is { readonly input: unknown } =>
    typeof given === "object" && given !== null && "input" in given;

  return {
    words: { signInUrl: signIn.url, tlsUrl: tls.url, ca: certificates.ca.cert, otherCa: certificates.other.cert },
    settings: (row) => ({
      ...{ protocol: "mqtt", mqttUrl: open.url, mqttTopics: `${TOPIC}/${row.id}/#` },
      ...(row.protocol === "sparkplug" ? { mqttPayload: "sparkplug", sparkplugGroup: row.id } : {}),
    }),
    // retained: its source may not have subscribed yet
    good: (row, words) => publish(row, row.good ?? (row.protocol === "sparkplug" ? BIRTH : GOOD), words, true),
    give: (row, words, send) =>
      isInput(row.given) ? send(row, [row.given.input], words) : publish(row, row.given, words, false),
    stop: async () => {
      await plant.endAsync(true);
      await Promise.all([open.remove(), signIn.remove(), tls.remove()]);
    },
  };
};
