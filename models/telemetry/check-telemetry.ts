import { TELEMETRY_TAG, type Telemetry } from "./telemetry.ts";

/**
 * What is wrong with a payload that should be telemetry, or undefined. Cheap enough for every message: it looks at the
 * structure and at the lengths of the Buffers, not at each sample.
 */
export const telemetryFault = (payload: unknown): string | undefined => {
  if (!isObject(payload)) return `the payload is ${payload === null ? "null" : typeof payload}`;
  const { schema, asset, time, values, series, waveforms } = payload;
  if (schema !== TELEMETRY_TAG) return `schema is ${typeof schema === "string" ? schema : typeof schema}`;
  if (typeof asset !== "string" || asset === "") return "asset is not a name";
  if (typeof time !== "number" || !Number.isFinite(time)) return "time is not a number";
  if (!isObject(values)) return "values is not an object";
  for (const channel in values) if (typeof values[channel] !== "number") return `values.${channel} is not a number`;
  return (
    (series === undefined ? undefined : seriesFault(series)) ??
    (waveforms === undefined ? undefined : waveformsFault(waveforms))
  );
};

/** Narrows a payload to telemetry; `telemetryFault` says why not. */
export const isTelemetry = (payload: unknown): payload is Telemetry => telemetryFault(payload) === undefined;

const seriesFault = (series: unknown): string | undefined => {
  if (!isObject(series)) return "series is not an object";
  for (const channel in series) {
    const one = series[channel];
    if (!isObject(one)) return `series.${channel} is not an object`;
    const { n, t, v, q, unit } = one;
    if (typeof n !== "number" || !Number.isInteger(n) || n < 1) return `series.${channel}.n is not a count`;
    if (typeof unit !== "string") return `series.${channel}.unit is not a text`;
    if (!holds(t, n, 8)) return `series.${channel}.t is not ${n} float64`;
    if (!holds(v, n, 8)) return `series.${channel}.v is not ${n} float64`;
    if (q !== undefined && !holds(q, n, 1)) return `series.${channel}.q is not ${n} bytes`;
  }
  return undefined;
};

const waveformsFault = (waveforms: unknown): string | undefined => {
  if (!Array.isArray(waveforms)) return "waveforms is not an array";
  for (const [i, one] of waveforms.entries()) {
    if (!isObject(one)) return `waveforms[${i}] is not an object`;
    const { channel, unit, sampleRateHz, startTime, samples } = one;
    if (typeof channel !== "string" || typeof unit !== "string") return `waveforms[${i}] lacks its channel or unit`;
    if (typeof sampleRateHz !== "number" || !(sampleRateHz > 0)) return `waveforms[${i}].sampleRateHz is not above 0`;
    if (typeof startTime !== "number" || !Number.isFinite(startTime))
      return `waveforms[${i}].startTime is not a number`;
    if (!(samples instanceof Uint8Array) || samples.byteLength % 4 !== 0)
      return `waveforms[${i}].samples is not float32`;
  }
  return undefined;
};

const holds = (bytes: unknown, n: number, size: number): boolean =>
  bytes instanceof Uint8Array && bytes.byteLength === n * size;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
