import { TwinError } from "../errors/twin-error.ts";
import { telemetryErrors } from "./errors.ts";
import type { Series, Waveform } from "./telemetry.ts";

/** The samples of a series, one entry each. Views on the message's own bytes: read them, never write. */
export interface SeriesView {
  readonly n: number;
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  /** Quality bytes (`models/telemetry/quality.ts`); undefined: all good. */
  readonly qualities: Uint8Array | undefined;
}

type Numbers = ArrayLike<number>;

/**
 * Reads a series as typed arrays. Nothing is copied unless a Buffer is not aligned to 8 bytes (one that came out of a
 * socket or a pool). Typed arrays and plain arrays in place of Buffers, as other nodes send them, are understood too.
 * The bytes are little-endian, as is every machine that Node.js 24 runs on except s390x.
 *
 * @throws TwinError TWIN-TELEMETRY-001 not numbers, -002 fewer or more numbers than `n`
 */
export const seriesView = (series: Series): SeriesView => ({
  n: series.n,
  timesMs: float64View(series.t, series.n, "t"),
  values: float64View(series.v, series.n, "v"),
  qualities: series.q === undefined ? undefined : byteView(series.q, series.n),
});

/**
 * Makes a series. The numbers are copied once, so the caller may use its arrays again.
 *
 * @param unit UCUM code of the values
 * @param times epoch milliseconds, ascending
 * @param qualities bytes of `QUALITY`; leave out where all are good
 * @throws TwinError TWIN-TELEMETRY-002 lengths differ, -003 no samples
 */
export const makeSeries = (unit: string, times: Numbers, values: Numbers, qualities?: Numbers): Series => {
  const n = times.length;
  if (n === 0) throw new TwinError(telemetryErrors.noSamples, { what: "the series" });
  mustHold("v", values.length, n);
  if (qualities) mustHold("q", qualities.length, n);
  const t = new Float64Array(2 * n);
  const v = t.subarray(n);
  t.set(times);
  v.set(values);
  const series = { unit, n, t: Buffer.from(t.buffer, 0, 8 * n), v: Buffer.from(t.buffer, 8 * n, 8 * n) };
  return qualities ? { ...series, q: Buffer.from(qualities) } : series;
};

/**
 * Reads the samples of a waveform, in its unit, without copying where they are aligned. A Float64Array or plain array
 * is rounded to float32.
 *
 * @throws TwinError TWIN-TELEMETRY-001 not numbers, -002 a number is cut off, -003 no samples
 */
export const samplesView = (waveform: Pick<Waveform, "samples" | "channel">): Float32Array => {
  const samples = revived(waveform.samples);
  const what = `waveform ${waveform.channel}`;
  if (samples instanceof Float32Array) return samples;
  if (!isBytes(samples)) return Float32Array.from(numbersOf(samples, what));
  const n = Math.floor(samples.byteLength / 4);
  mustHold(what, samples.byteLength / 4, n);
  if (n === 0) throw new TwinError(telemetryErrors.noSamples, { what });
  return samples.byteOffset % 4 === 0
    ? new Float32Array(samples.buffer, samples.byteOffset, n)
    : new Float32Array(new Uint8Array(samples).buffer);
};

/**
 * Makes a waveform; the samples are copied once and kept as float32.
 *
 * @param unit UCUM code of the samples
 * @param startTime epoch milliseconds of the first sample
 * @throws TwinError TWIN-TELEMETRY-003 no samples
 */
export const makeWaveform = (
  channel: string,
  unit: string,
  sampleRateHz: number,
  startTime: number,
  samples: Numbers,
): Waveform => {
  if (samples.length === 0) throw new TwinError(telemetryErrors.noSamples, { what: `waveform ${channel}` });
  const bytes = Buffer.from(Float32Array.from(samples).buffer);
  return { channel, unit, sampleRateHz, startTime, samples: bytes };
};

const float64View = (bytes: unknown, n: number, what: string): Float64Array => {
  const source = revived(bytes);
  if (isBytes(source)) {
    if (source.byteLength !== 8 * n) mustHold(what, source.byteLength / 8, n);
    return source.byteOffset % 8 === 0
      ? new Float64Array(source.buffer, source.byteOffset, n)
      : new Float64Array(new Uint8Array(source).buffer);
  }
  const numbers = numbersOf(source, what);
  mustHold(what, numbers.length, n);
  return numbers instanceof Float64Array ? numbers : Float64Array.from(numbers);
};

const byteView = (bytes: unknown, n: number): Uint8Array => {
  const source = revived(bytes);
  const view = isBytes(source) ? source : Uint8Array.from(numbersOf(source, "q"));
  mustHold("q", view.length, n);
  return view;
};

/** Function nodes run in a realm of their own: their Uint8Array is not an instance of ours. */
const isBytes = (source: unknown): source is Uint8Array =>
  source instanceof Uint8Array || Object.prototype.toString.call(source) === "[object Uint8Array]";

/** A Buffer that went through JSON (a file, an MQTT link) is an object `{type: "Buffer", data: [...]}`. */
const revived = (source: unknown): unknown =>
  isBytes(source) || !isJsonBuffer(source) ? source : Uint8Array.from(source.data);

const isJsonBuffer = (source: unknown): source is { data: number[] } =>
  typeof source === "object" &&
  source !== null &&
  "data" in source &&
  Array.isArray(source.data) &&
  "type" in source &&
  source.type === "Buffer";

/** Typed arrays and arrays of numbers as they are. */
const numbersOf = (source: unknown, what: string): Numbers => {
  if (ArrayBuffer.isView(source) && !(source instanceof DataView)) return source as unknown as Numbers;
  if (Array.isArray(source) && source.every((each) => typeof each === "number")) return source;
  throw new TwinError(telemetryErrors.notNumbers, { what, found: source === null ? "null" : typeof source });
};

const mustHold = (what: string, found: number, expected: number): void => {
  if (found !== expected) throw new TwinError(telemetryErrors.wrongLength, { what, found, expected });
};
