import { accumulate, SLOTS } from "../../models/signal/scalar-accumulator.ts";
import { QUALITY } from "../../models/telemetry/quality.ts";
import type { SeriesView } from "../../models/telemetry/series-view.ts";
import { type AssetWindows, paneAt, type WindowRule } from "./asset-windows.ts";
import type { ChannelPlan, ScalarChannel } from "./channel-plan.ts";

/**
 * Adds the samples of one channel to the panes they belong to. Each is added once and none is kept: memory does not
 * grow with the rate of the data. Late samples and those without a time are counted on the state.
 */
export const addSeries = (
  state: AssetWindows,
  channel: ScalarChannel,
  view: SeriesView,
  rule: WindowRule,
  plan: ChannelPlan,
): void => {
  const { n, timesMs } = view;
  for (let i = 0; i < n; ) {
    const timeMs = timesMs[i] as number;
    const pane = Number.isFinite(timeMs) ? paneAt(state, timeMs, rule, plan) : undefined;
    if (pane) {
      i = accumulate(pane.sums, channel.index * SLOTS, view, i, pane.startMs, pane.endMs, channel.plausible);
      continue;
    }
    if (Number.isFinite(timeMs)) state.late++;
    else state.timeless++;
    i++;
  }
  keepNewest(state, channel, view);
};

const keepNewest = (state: AssetWindows, { index, plausible }: ScalarChannel, view: SeriesView): void => {
  const last = view.n - 1;
  const timeMs = view.timesMs[last] as number;
  if (timeMs > state.newestMs && timeMs < Infinity) state.newestMs = timeMs;
  const value = view.values[last] as number;
  if (!(timeMs >= (state.latestMs[index] as number) && timeMs < Infinity && Number.isFinite(value))) return;
  const possible = value >= plausible.min && value <= plausible.max;
  const quality = possible ? (view.qualities?.[last] ?? QUALITY.good) : QUALITY.bad;
  state.latestMs[index] = timeMs;
  state.latestValues[index] = value;
  state.latestQualities[index] = quality;
  if (quality >= QUALITY.bad) return;
  state.goodMs[index] = timeMs;
  state.goodValues[index] = value;
};
