import { bytesOf, doubleOf, flagOf, floatOf, textOf, unsignedOf, wordsOf } from "./field-values.ts";
import { metricValue, type RawValue } from "./metric-value.ts";
import { readFields } from "./read-fields.ts";

/** One metric of a payload, as it was sent. Times are epoch milliseconds. */
export interface Metric {
  name?: string;
  alias?: number;
  timestamp?: number;
  datatype?: number;
  historical: boolean;
  isNull: boolean;
  value?: RawValue;
  /** Properties of the metric that hold one value: `engUnit`, `Quality`, and others. */
  properties?: ReadonlyMap<string, unknown>;
}

/** Decodes `Payload.Metric` of Sparkplug 3.0, section 6.4.1. @throws MalformedPayload */
export const decodeMetric = (bytes: Buffer): Metric => {
  const metric: Metric = { historical: false, isNull: false };
  readFields(bytes, (field, value) => {
    switch (field) {
      case 1:
        metric.name = textOf(value);
        break;
      case 2:
        metric.alias = unsignedOf(value);
        break;
      case 3:
        metric.timestamp = unsignedOf(value);
        break;
      case 4:
        metric.datatype = unsignedOf(value);
        break;
      case 5:
        metric.historical = flagOf(value);
        break;
      case 7:
        metric.isNull = flagOf(value);
        break;
      case 9:
        metric.properties = decodeProperties(bytesOf(value));
        break;
      case 10:
      case 11:
        metric.value = wordsOf(value);
        break;
      case 12:
        metric.value = floatOf(value);
        break;
      case 13:
        metric.value = doubleOf(value);
        break;
      case 14:
        metric.value = flagOf(value);
        break;
      case 15:
        metric.value = textOf(value);
        break;
      case 16:
      case 17:
      case 18:
        metric.value = { unread: ["bytes", "a data set", "a template"][field - 16] ?? "" };
        break;
    }
  });
  return metric;
};

/** `Payload.PropertySet`: keys and values in two lists of one order. Nested sets are left out. */
const decodeProperties = (bytes: Buffer): ReadonlyMap<string, unknown> => {
  const keys: string[] = [];
  const values: unknown[] = [];
  readFields(bytes, (field, value) => {
    if (field === 1) keys.push(textOf(value));
    else if (field === 2) values.push(decodeProperty(bytesOf(value)));
  });
  return new Map(keys.map((key, i) => [key, values[i]]));
};

const decodeProperty = (bytes: Buffer): unknown => {
  let datatype: number | undefined;
  let raw: RawValue | undefined;
  readFields(bytes, (field, value) => {
    if (field === 1) datatype = unsignedOf(value);
    else if (field === 3 || field === 4) raw = wordsOf(value);
    else if (field === 5) raw = floatOf(value);
    else if (field === 6) raw = doubleOf(value);
    else if (field === 7) raw = flagOf(value);
    else if (field === 8) raw = textOf(value);
  });
  return raw === undefined ? undefined : metricValue(raw, datatype);
};
