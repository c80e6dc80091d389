/** A metric for `payloadBytes`; `field` and `wire` as in Sparkplug's schema, `bytes` its value as it is written. */
export interface MetricBytes {
  readonly name?: string;
  readonly alias?: number;
  readonly timestamp?: number;
  readonly datatype?: number;
  readonly historical?: boolean;
  readonly isNull?: boolean;
  readonly engUnit?: string;
  readonly quality?: number;
  readonly value?: { readonly field: number; readonly wire: number; readonly bytes: Buffer };
}

export const varint = (value: number | bigint): Buffer => {
  const bytes: number[] = [];
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    if (rest < 128n) return Buffer.from([...bytes, Number(rest)]);
    bytes.push(Number(rest & 127n) + 128);
  }
};

const field = (number: number, wire: number, bytes: Buffer): Buffer =>
  Buffer.concat([varint(number * 8 + wire), ...(wire === 2 ? [varint(bytes.length)] : []), bytes]);

const text = (number: number, value: string): Buffer => field(number, 2, Buffer.from(value));
const whole = (number: number, value: number | undefined): Buffer =>
  value === undefined ? Buffer.alloc(0) : field(number, 0, varint(value));

const properties = ({ engUnit, quality }: MetricBytes): Buffer => {
  const parts: Buffer[] = [];
  if (engUnit !== undefined)
    parts.push(text(1, "engUnit"), field(2, 2, Buffer.concat([whole(1, 12), text(8, engUnit)])));
  if (quality !== undefined)
    parts.push(text(1, "Quality"), field(2, 2, Buffer.concat([whole(1, 3), whole(3, quality)])));
  return parts.length > 0 ? field(9, 2, Buffer.concat(parts)) : Buffer.alloc(0);
};

const metricBytes = (metric: MetricBytes): Buffer => {
  const { name, alias, timestamp, datatype, historical, isNull, value } = metric;
  return Buffer.concat([
    name === undefined ? Buffer.alloc(0) : text(1, name),
    whole(2, alias),
    whole(3, timestamp),
    whole(4, datatype),
    whole(5, historical ? 1 : undefined),
    whole(7, isNull ? 1 : undefined),
    properties(metric),
    value ? field(value.field, value.wire, value.bytes) : Buffer.alloc(0),
  ]);
};

/** Value as Sparkplug writes it: integers of up to 32 bits in field 10, longer ones in 11, a double in 13. */
export const intValue = (value: number | bigint) => ({ field: 10, wire: 0, bytes: varint(value) });
export const longValue = (value: number | bigint) => ({ field: 11, wire: 0, bytes: varint(value) });
export const doubleValue = (value: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return { field: 13, wire: 1, bytes };
};
export const textValue = (value: string) => ({ field: 15, wire: 2, bytes: Buffer.from(value) });

/** A Sparkplug B payload, written by its schema; independent of the project's decoder. */
export const payloadBytes = (payload: {
  readonly timestamp?: number;
  readonly seq?: number;
  readonly metrics?: readonly MetricBytes[];
}): Buffer =>
  Buffer.concat([
    whole(1, payload.timestamp),
    ...(payload.metrics ?? []).map((metric) => field(2, 2, metricBytes(metric))),
    whole(3, payload.seq),
  ]);
