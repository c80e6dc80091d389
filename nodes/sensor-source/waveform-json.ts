import { TwinError } from "../../models/errors/twin-error.ts";
import type { Waveform } from "../../models/telemetry/telemetry.ts";
import { unitConverter } from "../../models/telemetry/units.ts";
import { sourceErrors } from "./errors.ts";
import type { ChannelPlan } from "./plan.ts";

type Json = Readonly<Record<string, unknown>>;

const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** Whether an object is a waveform snapshot: samples and their rate. */
export const isWaveformJson = (value: Json): boolean => "samples" in value && "sampleRateHz" in value;

/**
 * Reads `{time, unit?, sampleRateHz, samples}`; `samples` is base64 of little-endian float32, a Buffer of the same, or an
 * array of numbers. The samples come out in the channel's unit: as float32, in a Buffer of their own.
 *
 * @throws TwinError TWIN-SOURCE-032 with the reason, TWIN-UNIT-001 to -004 for its unit
 */
export const readWaveform = (plan: ChannelPlan, value: Json): Omit<Waveform, "startTime"> & { startTime: unknown } => {
  const { sampleRateHz, unit } = value;
  const fail = (reason: string): never => {
    throw new TwinError(sourceErrors.badWaveform, { tag: plan.tag, reason });
  };
  if (typeof sampleRateHz !== "number" || !(sampleRateHz > 0) || !Number.isFinite(sampleRateHz)) {
    return fail("sampleRateHz is not a number above 0");
  }
  const samples = float32Of(value["samples"]);
  if (typeof samples === "string") return fail(samples);
  const convert = typeof unit === "string" && !plan.row?.unit ? unitConverter(unit, plan.unit) : plan;
  for (let i = 0; i < samples.length; i++) {
    const converted = (samples[i] ?? Number.NaN) * convert.scale + convert.offset;
    if (!Number.isFinite(converted)) return fail(`sample ${i} is not a finite number`);
    samples[i] = converted;
  }
  const startTime = value["startTime"] ?? value["time"];
  return { channel: plan.channel, unit: plan.unit, sampleRateHz, startTime, samples: Buffer.from(samples.buffer) };
};

/** A copy of the samples that is ours to change, or the reason why there is none. */
const float32Of = (samples: unknown): Float32Array<ArrayBuffer> | string => {
  if (typeof samples === "string" && !BASE64.test(samples)) return "samples is not base64";
  const bytes = typeof samples === "string" ? Buffer.from(samples, "base64") : samples;
  if (bytes instanceof Uint8Array) {
    if (bytes.byteLength === 0 || bytes.byteLength % 4 !== 0) return `${bytes.byteLength} bytes are no float32 samples`;
    return new Float32Array(new Uint8Array(bytes).buffer);
  }
  const numeric = Array.isArray(samples) || samples instanceof Float32Array || samples instanceof Float64Array;
  return numeric && samples.length > 0
    ? Float32Array.from(samples, (sample: unknown) => (typeof sample === "number" ? sample : Number.NaN))
    : "samples is missing or empty";
};
