import { SLOTS } from "../../models/signal/scalar-accumulator.ts";
import { addAccumulator, emptyStatistics, scalarFeature } from "../../models/signal/scalar-statistics.ts";
import { FEATURES_TAG, type Features } from "../../models/telemetry/features.ts";
import { qualityName } from "../../models/telemetry/quality.ts";
import type { AssetWindows, ClosedWindow } from "./asset-windows.ts";
import { diagnosisOf } from "./bearing-diagnosis.ts";
import type { ChannelPlan, ScalarChannel, WaveformChannel } from "./channel-plan.ts";
import { createFold, joinFold } from "./pane.ts";
import type { FeatureExtractorConfig } from "./schema.ts";
import { whyMissing } from "./why-missing.ts";

type Rules = Pick<FeatureExtractorConfig, "minGoodPercent" | "waveformFold">;
type Draft = Pick<Features, "values" | "units" | "missing"> & Required<Pick<Features, "samples" | "diagnoses">>;

/** The features of one closed window: every feature of every channel, with its value or the reason why it is missing. */
export const featuresMessage = (
  state: AssetWindows,
  window: ClosedWindow,
  plan: ChannelPlan,
  rules: Rules,
  flowRevision: string,
): Features => {
  const draft: Draft = { values: {}, units: {}, missing: {}, samples: {}, diagnoses: {} };
  for (const channel of plan.scalars) addScalar(draft, state, window, channel, rules.minGoodPercent / 100);
  for (const channel of plan.waveforms) addFold(draft, state, window, channel, rules.waveformFold);
  const { diagnoses, ...rest } = draft;
  return {
    schema: FEATURES_TAG,
    asset: state.asset,
    time: window.endMs,
    windowStart: window.startMs,
    windowEnd: window.endMs,
    ...rest,
    ...(Object.keys(diagnoses).length > 0 ? { diagnoses } : {}),
    latest: latestOf(state, plan),
    ...(state.context ? { context: state.context } : {}),
    lineage: { flowRevision, fromMs: window.startMs, toMs: window.endMs },
  };
};

const addScalar = (
  draft: Draft,
  state: AssetWindows,
  window: ClosedWindow,
  channel: ScalarChannel,
  minGoodShare: number,
): void => {
  const statistics = emptyStatistics();
  for (const pane of window.panes) addAccumulator(statistics, pane.sums, channel.index * SLOTS);
  const { good, bad } = statistics;
  draft.samples[channel.name] = { good, bad };
  const tooFew = good < minGoodShare * (good + bad);
  for (const { feature, name, unit } of channel.features) {
    const value = tooFew ? Number.NaN : scalarFeature(feature, statistics);
    if (Number.isFinite(value)) put(draft, name, value, unit);
    else {
      draft.missing[name] =
        state.refused.get(channel.name) ??
        (good + bad === 0
          ? "no samples"
          : tooFew || good === 0
            ? `${bad} of ${good + bad} samples are bad`
            : "too few samples");
    }
  }
};

const addFold = (
  draft: Draft,
  state: AssetWindows,
  window: ClosedWindow,
  channel: WaveformChannel,
  how: Rules["waveformFold"],
): void => {
  const fold = createFold();
  for (const { folds } of window.panes) {
    const part = folds[channel.index];
    if (part) joinFold(fold, part);
  }
  draft.samples[channel.name] = { good: fold.count, bad: fold.bad };
  const diagnosis = channel.component === undefined ? undefined : diagnosisOf(channel.component, fold.evidence);
  if (diagnosis) draft.diagnoses[channel.name] = diagnosis;
  channel.features.forEach(({ feature, name, unit }, i) => {
    const newest = fold.newest[i] as number;
    // The mean of two lines' frequencies is the frequency of neither.
    const useNewest = how === "newest" || feature === "envelopePeakHz";
    const value = useNewest ? newest : (fold.sums[i] as number) / (fold.counts[i] as number);
    if (Number.isFinite(value)) put(draft, name, value, unit);
    else draft.missing[name] = state.refused.get(channel.name) ?? whyMissing(feature, fold);
  });
};

const put = (draft: Draft, name: string, value: number, unit: string): void => {
  draft.values[name] = value;
  draft.units[name] = unit;
};

const latestOf = (state: AssetWindows, { scalars }: ChannelPlan): Features["latest"] => {
  const latest: Features["latest"] = {};
  for (const { name, index, unit } of scalars) {
    const time = state.latestMs[index] as number;
    if (time === Number.NEGATIVE_INFINITY) continue;
    latest[name] = {
      value: state.latestValues[index] as number,
      unit,
      time,
      quality: qualityName(state.latestQualities[index] as number),
      ...state.sensors.get(name),
    };
  }
  return latest;
};
