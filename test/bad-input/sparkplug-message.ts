import { doubleValue, type MetricBytes, payloadBytes, textValue } from "../support/sparkplug/payload-bytes.ts";
import { expand, type Words } from "./expand.ts";

/** A Sparkplug message as a row gives it: its metrics, or its very bytes. */
export interface SparkplugMessage {
  readonly type: string;
  /** Another edge node than the row's usual one. */
  readonly edge?: string;
  readonly device?: string;
  readonly seq?: number;
  readonly metrics?: readonly GivenMetric[];
  readonly bytes?: string;
}

/** A metric with one of the values; numbers may be `$words`. */
interface GivenMetric {
  readonly name?: string;
  readonly alias?: number;
  readonly datatype?: number;
  readonly timestamp: unknown;
  readonly double?: unknown;
  readonly text?: string;
  readonly raw?: string;
  readonly historical?: boolean;
  readonly isNull?: boolean;
  readonly engUnit?: string;
}

/** The bytes of such a message. */
export const payloadOf = ({ bytes, seq, metrics = [] }: SparkplugMessage, words: Words): Buffer => {
  if (bytes !== undefined) return Buffer.from(String(expand(bytes, words)), "hex");
  return payloadBytes({ ...(seq === undefined ? {} : { seq }), metrics: metrics.map((one) => metricOf(one, words)) });
};

const metricOf = ({ timestamp, double, text, raw, ...rest }: GivenMetric, words: Words): MetricBytes => {
  const timed = { ...rest, timestamp: Math.floor(Number(expand(timestamp, words))) };
  if (double !== undefined) return { ...timed, value: doubleValue(Number(expand(double, words))) };
  if (text !== undefined) return { ...timed, value: textValue(text) };
  return raw === undefined ? timed : { ...timed, value: { field: 16, wire: 2, bytes: Buffer.from(raw, "hex") } };
};
