import { decodeMetric, type Metric } from "./decode-metric.ts";
import { bytesOf, unsignedOf } from "./field-values.ts";
import { readFields } from "./read-fields.ts";

/** A Sparkplug B payload; `timestamp` in epoch milliseconds, `seq` from 0 to 255. */
export interface Payload {
  timestamp?: number;
  seq?: number;
  readonly metrics: readonly Metric[];
}

/**
 * Decodes `org.eclipse.tahu.protobuf.Payload` of Sparkplug 3.0, section 6.4.1. Fields that it does not know are left out.
 *
 * @throws MalformedPayload for bytes that are no such message, and nothing else
 */
export const decodePayload = (bytes: Buffer): Payload => {
  const metrics: Metric[] = [];
  const payload: Payload = { metrics };
  readFields(bytes, (field, value) => {
    if (field === 1) payload.timestamp = unsignedOf(value);
    else if (field === 2) metrics.push(decodeMetric(bytesOf(value)));
    else if (field === 3) payload.seq = unsignedOf(value);
  });
  return payload;
};
