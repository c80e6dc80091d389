import { channelNamed } from "../../../models/telemetry/channel-named.ts";
import { unitsNamed } from "../../../models/telemetry/units-named.ts";
import type { SeenTopic, SeenValue } from "./seen-topic.ts";
import { decodePayload } from "./sparkplug/decode-payload.ts";
import { MalformedPayload } from "./sparkplug/malformed-payload.ts";
import { metricValue } from "./sparkplug/metric-value.ts";
import { sparkplugTopic } from "./sparkplug/sparkplug-topic.ts";

const MOST_VALUES = 50;
const MOST_DEPTH = 6;
const SHOWN_CHARACTERS = 200;

/** What one message shows; never throws. */
export const seenTopic = (topic: string, bytes: Buffer, messages: number): SeenTopic => {
  if (topic.startsWith("spBv1.0/")) return seenMetrics(topic, bytes, messages);
  const payload = bytes.toString("utf8", 0, 100_000);
  const values: SeenValue[] = [];
  collect(parsed(payload), topic, "", "", values, 0);
  return { topic, messages, payload: payload.slice(0, SHOWN_CHARACTERS), values };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text.trim() === "" || Number.isNaN(Number(text)) ? undefined : Number(text);
  }
};

/** Members that say something about a value, and are none. */
const ABOUT = new Set(["time", "ts", "timestamp", "quality", "sampleRateHz"]);

const collect = (
  found: unknown,
  tag: string,
  pointer: string,
  unit: string,
  values: SeenValue[],
  depth: number,
): void => {
  if (values.length >= MOST_VALUES || depth > MOST_DEPTH) return;
  if (typeof found === "number") {
    values.push({ tag, pointer, channel: channelAt(pointer || tag), value: found, unit: unitsNamed(unit)[0] ?? "" });
    return;
  }
  if (typeof found !== "object" || found === null) return;
  const own: unknown = Object.hasOwn(found, "unit") ? Reflect.get(found, "unit") : undefined;
  for (const [key, value] of Object.entries(found)) {
    if (ABOUT.has(key)) continue;
    const step = key.replaceAll("~", "~0").replaceAll("/", "~1");
    collect(value, tag, `${pointer}/${step}`, typeof own === "string" ? own : unit, values, depth + 1);
  }
};

/** Of the last level; the `value` of an object is named as the object. */
const channelAt = (path: string): string => {
  const levels = path.split("/").filter(Boolean);
  const last = levels.at(-1) === "value" && levels.length > 1 ? levels.at(-2) : levels.at(-1);
  return channelNamed(last ?? "");
};

const seenMetrics = (topic: string, bytes: Buffer, messages: number): SeenTopic => {
  try {
    const { metrics } = decodePayload(bytes);
    const read = sparkplugTopic(topic);
    const path = [read?.group, read?.node, read?.device].filter(Boolean).join("/");
    const values = metrics.slice(0, MOST_VALUES).flatMap((metric): SeenValue[] => {
      const { name, value: raw, datatype, properties } = metric;
      const value = raw === undefined ? undefined : metricValue(raw, datatype);
      if (!read || !name || typeof value !== "number") return [];
      const unit = properties?.get("engUnit");
      const channel = channelAt(name);
      return [
        {
          tag: `${path}/${name}`,
          pointer: "",
          channel,
          value,
          unit: typeof unit === "string" ? (unitsNamed(unit)[0] ?? "") : "",
        },
      ];
    });
    const names = metrics.map(({ name, alias }) => name ?? `alias ${alias}`).join(", ");
    return { topic, messages, payload: names.slice(0, SHOWN_CHARACTERS), values };
  } catch (thrown) {
    if (!(thrown instanceof MalformedPayload)) throw thrown;
    return { topic, messages, payload: thrown.message, values: [] };
  }
};
