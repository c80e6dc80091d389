import { assetTypes } from "../../models/assets/asset-types.ts";
import { recordedWaveforms } from "../../nodes/kit/recorded-waveforms.ts";
import type { RangeQuery, TwinStore } from "../../nodes/kit/store.ts";

/** What of a channel lay in the window that the forecast was computed from. */
export interface WindowChannel {
  readonly channel: string;
  /** UCUM code; empty where the asset type does not ship with Twinloom. */
  readonly unit: string;
  readonly samples: number;
  readonly mean: number;
}

/** Waveforms of a channel that were measured in it, and how many of them the store still has. */
export interface WindowWaveforms {
  readonly channel: string;
  readonly measured: number;
  readonly kept: number;
}

export type WindowStore = Pick<TwinStore, "range" | "latest" | "listDocuments">;

/** The machine and the time: to the last millisecond, with it. */
export interface Window {
  readonly asset: string;
  readonly assetType: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** A window may be a life of the machine: it is added up from sums of hours, so that no year of samples is in memory. */
const EVERY_MS = 3_600_000;
const MOST_WAVEFORMS = 200_000;

/** The readings of a window, by channel; without those of which there are none. */
export const readingsIn = async (
  store: WindowStore,
  { asset, assetType, fromMs, toMs }: Window,
): Promise<WindowChannel[]> => {
  const found = await Promise.all(
    (await channelsOf(store, "telemetry", asset)).map(async (channel) => {
      const of = { measurement: "telemetry", tags: { asset, channel }, field: "value", fromMs, toMs: toMs + 1 };
      const [{ values: counts }, { values: means }] = await Promise.all([
        store.range({ ...of, aggregate: "count", everyMs: EVERY_MS }),
        store.range({ ...of, aggregate: "mean", everyMs: EVERY_MS }),
      ]);
      const samples = sum(counts);
      const unit = assetTypes[assetType]?.channels[channel]?.unit ?? "";
      return { channel, unit, samples, mean: sum(counts.map((count, i) => count * (means[i] ?? 0))) / samples };
    }),
  );
  return found.filter(({ samples }) => samples > 0);
};

/** The waveforms of a window, by channel; without those of which there are none. */
export const waveformsIn = async (store: WindowStore, { asset, fromMs, toMs }: Window): Promise<WindowWaveforms[]> => {
  const kept = await recordedWaveforms(store, asset, { fromMs, toMs: toMs + 1 }, MOST_WAVEFORMS);
  const found = await Promise.all(
    (await channelsOf(store, "waveforms", asset)).map(async (channel) => {
      const query: RangeQuery = {
        ...{ measurement: "waveforms", tags: { asset, channel }, field: "rms", fromMs, toMs: toMs + 1 },
        ...{ aggregate: "count", everyMs: EVERY_MS },
      };
      const { values } = await store.range(query);
      return { channel, measured: sum(values), kept: kept.filter((one) => one.channel === channel).length };
    }),
  );
  return found.filter(({ measured }) => measured > 0);
};

const channelsOf = async (store: WindowStore, measurement: string, asset: string): Promise<readonly string[]> => {
  const rows = await store.latest(measurement, { asset });
  return [...new Set(rows.map(({ tags }) => tags["channel"] ?? ""))].sort();
};

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
