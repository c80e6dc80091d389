import type { LatestSample } from "../../models/telemetry/features.ts";
import type { Telemetry } from "../../models/telemetry/telemetry.ts";
import type { ChannelPlan } from "./channel-plan.ts";
import { createPane, type Pane } from "./pane.ts";

/** Lengths in milliseconds of data time; `paneMs` divides `windowMs`. */
export interface WindowRule {
  readonly windowMs: number;
  readonly paneMs: number;
  readonly latenessMs: number;
}

/** The open panes of one asset, and what it last said. One for each asset: machines never share a buffer. */
export interface AssetWindows {
  readonly asset: string;
  /** In the order of time. */
  readonly panes: Pane[];
  /** The pane that the last sample went to. */
  current: Pane | undefined;
  /** No sample before this time is taken any more: the window was sent. */
  closedMs: number;
  /** Newest time seen. */
  newestMs: number;
  late: number;
  timeless: number;
  /** Whether samples left out since the last window were reported once. */
  reported: boolean;
  /** Newest sample of each scalar channel; time -Infinity: none yet. */
  readonly latestMs: Float64Array;
  readonly latestValues: Float64Array;
  readonly latestQualities: Uint8Array;
  /** What held at its newest message besides. */
  context: Telemetry["context"];
  /** What its newest message said of each channel's sensor: doubts and calibration. */
  readonly sensors: Map<string, Pick<LatestSample, "doubts" | "calibration">>;
  /** Newest good sample of each scalar channel, for the shaft speed. */
  readonly goodMs: Float64Array;
  readonly goodValues: Float64Array;
  /** Start of the newest waveform of each waveform channel: a chart shows none that is older. */
  readonly waveformMs: Float64Array;
  /** Channel -> why it is not used; reported once. */
  readonly refused: Map<string, string>;
}

export const createAssetWindows = (asset: string, { scalars, waveforms }: ChannelPlan): AssetWindows => ({
  asset,
  panes: [],
  current: undefined,
  closedMs: Number.NEGATIVE_INFINITY,
  newestMs: Number.NEGATIVE_INFINITY,
  late: 0,
  timeless: 0,
  reported: false,
  latestMs: new Float64Array(scalars.length).fill(Number.NEGATIVE_INFINITY),
  latestValues: new Float64Array(scalars.length),
  latestQualities: new Uint8Array(scalars.length),
  context: undefined,
  sensors: new Map(),
  goodMs: new Float64Array(scalars.length).fill(Number.NEGATIVE_INFINITY),
  goodValues: new Float64Array(scalars.length),
  waveformMs: new Float64Array(waveforms.length).fill(Number.NEGATIVE_INFINITY),
  refused: new Map(),
});

/** The pane that a time belongs to, made if need be; undefined if its window was already sent. */
export const paneAt = (
  state: AssetWindows,
  timeMs: number,
  { paneMs, latenessMs }: WindowRule,
  plan: ChannelPlan,
): Pane | undefined => {
  const { current, panes } = state;
  if (current && timeMs >= current.startMs && timeMs < current.endMs) return current;
  const startMs = Math.floor(timeMs / paneMs) * paneMs;
  if (state.closedMs === Number.NEGATIVE_INFINITY) state.closedMs = Math.floor((timeMs - latenessMs) / paneMs) * paneMs;
  if (timeMs < state.closedMs) return undefined;
  let at = panes.length;
  while (at > 0 && (panes[at - 1] as Pane).startMs > startMs) at--;
  let pane = panes[at - 1];
  if (pane?.startMs !== startMs) {
    pane = createPane(startMs, startMs + paneMs, plan.scalars.length, plan.waveforms.length);
    panes.splice(at, 0, pane);
  }
  state.current = pane;
  return pane;
};

/** One window that is complete: the panes in it that hold anything. */
export interface ClosedWindow {
  readonly startMs: number;
  readonly endMs: number;
  readonly panes: readonly Pane[];
}

/**
 * Takes off the windows that are complete: their end lies `latenessMs` behind the newest time. Windows without a
 * single sample are skipped, so a machine that was silent for a year costs nothing. Panes that no later window needs
 * are dropped.
 */
export const closeWindows = (state: AssetWindows, { windowMs, paneMs, latenessMs }: WindowRule): ClosedWindow[] => {
  const watermarkMs = Math.floor((state.newestMs - latenessMs) / paneMs) * paneMs;
  if (!(watermarkMs > state.closedMs)) return [];
  const closed: ClosedWindow[] = [];
  let endMs = state.closedMs;
  for (;;) {
    const oldest = state.panes[0];
    if (!oldest) break;
    endMs = Math.max(endMs, oldest.startMs) + paneMs;
    if (endMs > watermarkMs) break;
    const startMs = endMs - windowMs;
    const inside = state.panes.filter((pane) => pane.startMs >= startMs && pane.endMs <= endMs);
    if (inside.length > 0) closed.push({ startMs, endMs, panes: inside });
    while (state.panes[0] && state.panes[0].startMs <= startMs) state.panes.shift();
  }
  state.closedMs = watermarkMs;
  if (state.current && !state.panes.includes(state.current)) state.current = undefined;
  return closed;
};
