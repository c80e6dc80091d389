import { TwinError } from "../../models/errors/twin-error.ts";
import type { WaveformPlan } from "../../models/signal/waveform-plan.ts";
import { samplesView } from "../../models/telemetry/series-view.ts";
import type { Waveform } from "../../models/telemetry/telemetry.ts";
import { type AssetWindows, paneAt, type WindowRule } from "./asset-windows.ts";
import { type MeasureEvidence, MOST_DIAGNOSED } from "./bearing-diagnosis.ts";
import type { ChannelPlan, WaveformChannel } from "./channel-plan.ts";
import { featureErrors } from "./errors.ts";
import { addWaveform, createFold } from "./pane.ts";
import type { WaveformPlans } from "./waveform-plans.ts";

/** 2^20 samples: 40 s at 25.6 kHz. Longer ones would hold up all other machines of the flow. */
export const MAX_SAMPLES = 1_048_576;

/** A waveform whose features were computed; `plan` holds the spectra, and `features` is valid, until the next waveform. */
export interface AnalysedWaveform {
  readonly plan: WaveformPlan;
  readonly shaftHz: number;
  /** By `WAVEFORM_FEATURES`, NaN where there is none. */
  readonly features: Float64Array;
}

/**
 * Computes the features of one waveform, and what it says of its bearing if few of its pane did so far, and adds them to the pane
 * of its start time.
 *
 * @returns undefined if it came after its window was closed; nothing has changed then
 * @throws TwinError TWIN-FEATURES-005 with the reason if it can't be used; it is counted as bad in its window
 */
export const addWaveformTo = (
  state: AssetWindows,
  channel: WaveformChannel,
  waveform: Waveform,
  rule: WindowRule,
  channels: ChannelPlan,
  plans: WaveformPlans,
  measure: MeasureEvidence,
): AnalysedWaveform | undefined => {
  const { startTime, sampleRateHz } = waveform;
  if (typeof startTime !== "number" || !Number.isFinite(startTime)) {
    throw refusal(state.asset, channel.name, "it has no start time");
  }
  const pane = paneAt(state, startTime, rule, channels);
  if (!pane) return undefined;
  state.newestMs = Math.max(state.newestMs, startTime);
  const fold = pane.folds[channel.index] ?? createFold();
  pane.folds[channel.index] = fold;
  try {
    const { shaftHz, reason } = shaftSpeed(state, channel, startTime, rule.windowMs);
    const analysed = analyseWaveform(channel, waveform, shaftHz, plans);
    addWaveform(fold, analysed.features, { newestMs: startTime, sampleRateHz, n: analysed.plan.n, lineReason: reason });
    if (channel.orders && shaftHz > 0 && fold.evidence.length < MOST_DIAGNOSED) {
      fold.evidence.push(measure(samplesView(waveform), sampleRateHz, shaftHz, channel.orders));
    }
    return analysed;
  } catch (thrown) {
    fold.bad++;
    fold.badReason = thrown instanceof Error ? thrown.message : String(thrown);
    throw thrown instanceof TwinError ? thrown : refusal(state.asset, channel.name, fold.badReason, thrown);
  }
};

/** @throws Error with the reason if the samples can't be used */
export const analyseWaveform = (
  channel: WaveformChannel,
  waveform: Waveform,
  shaftHz: number,
  plans: WaveformPlans,
): AnalysedWaveform => {
  const samples = samplesView(waveform);
  if (samples.length > MAX_SAMPLES) throw new Error(`it has ${samples.length} samples, ${MAX_SAMPLES} are the most`);
  const plan = plans(samples.length, waveform.sampleRateHz, channel.unit);
  const features = plan.compute(samples, shaftHz, channel.orders);
  if (!Number.isFinite(features[0])) throw new Error("it has samples that are not finite numbers");
  return { plan, shaftHz, features };
};

/** The newest good speed counts if it was measured within one window's length of the waveform. */
const shaftSpeed = (
  state: AssetWindows,
  { orders, speed }: WaveformChannel,
  timeMs: number,
  maxAgeMs: number,
): { shaftHz: number; reason: string } => {
  const unknown = (reason: string) => ({ shaftHz: Number.NaN, reason });
  if (!orders) return unknown("the asset type has no bearing on this waveform");
  if (!speed) return unknown("the bearing's speed channel is not a scalar in 1/min, 1/s or Hz");
  const ageMs = Math.abs(timeMs - (state.goodMs[speed.index] as number));
  if (ageMs === Infinity) return unknown(`no speed came on ${speed.channel} yet`);
  if (ageMs > maxAgeMs) return unknown(`the speed on ${speed.channel} is ${Math.round(ageMs / 60_000)} min old`);
  const shaftHz = (state.goodValues[speed.index] as number) * speed.hzPerUnit;
  return shaftHz > 0 ? { shaftHz, reason: "" } : unknown("the shaft stands still");
};

export const refusal = (asset: string, channel: string, reason: string, cause?: unknown): TwinError =>
  new TwinError(featureErrors.badWaveform, { asset, channel, reason }, cause);
