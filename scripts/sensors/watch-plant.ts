import { assetTypes } from "../../models/assets/asset-types.ts";
import { sensorPlan } from "../../models/sensors/sensor-plan.ts";
import { createSensorWatch } from "../../models/sensors/sensor-watch.ts";
import type { SensorDoubt } from "../../models/telemetry/sensor-doubt.ts";
import { makeSeries } from "../../models/telemetry/series-view.ts";
import type { Telemetry } from "../../models/telemetry/telemetry.ts";
import { createPlant } from "../plant/plant.ts";

const START_MS = Date.UTC(2026, 0, 5);
const HOUR_MS = 3_600_000;

/** A doubt that began, at the hour of the machine's life in the demo plant. */
export interface Told extends SensorDoubt {
  readonly hour: number;
  readonly channel: string;
}

/** What is done to a machine's readings before they are watched. */
export type Fault = (values: Record<string, number>, hour: number) => void;

/** One micro-batch of one sample a channel. */
export const telemetryOf = (
  asset: string,
  typeId: string,
  time: number,
  values: Readonly<Record<string, number>>,
): Telemetry => {
  const channels = assetTypes[typeId]?.channels ?? {};
  const series = Object.entries(values).map(
    ([name, value]) => [name, makeSeries(channels[name]?.unit ?? "1", [time], [value])] as const,
  );
  return { schema: "twinloom/telemetry@1", asset, time, values: { ...values }, series: Object.fromEntries(series) };
};

/** Doubts that begin in the first `hours` of the demo plant's machines, and what was watched. */
export const watchPlant = (
  seed: number,
  hours: number,
  assets: readonly string[],
  fault: Fault = () => undefined,
): { readonly told: readonly Told[]; readonly runningHours: number; readonly last: Telemetry | undefined } => {
  const plant = createPlant(seed, START_MS);
  const watches = new Map(
    assets.map((asset) => {
      const { type } = plant.machine(asset).plan;
      const assetType = assetTypes[type];
      if (!assetType) throw new Error(`there is no asset type ${type}`);
      return [asset, { type, watch: createSensorWatch(sensorPlan(assetType), 0) }] as const;
    }),
  );
  const told: Told[] = [];
  const open = new Set<string>();
  let last: Telemetry | undefined;
  let runningScans = 0;
  for (const scan of plant.advance(START_MS + hours * HOUR_MS)) {
    const watched = watches.get(scan.asset);
    if (!watched) continue;
    const hour = (scan.timeMs - START_MS) / HOUR_MS;
    const values = { ...scan.values };
    if ((values["speed"] ?? values["screwSpeed"] ?? 0) > 0) runningScans++;
    fault(values, hour);
    last = watched.watch.watch(telemetryOf(scan.asset, watched.type, scan.timeMs, values));
    const now = new Set<string>();
    for (const [channel, doubts] of Object.entries(last.doubts ?? {})) {
      for (const doubt of doubts) {
        const key = `${scan.asset}/${channel}/${doubt.kind}`;
        now.add(key);
        if (!open.has(key)) told.push({ ...doubt, hour, channel });
        open.add(key);
      }
    }
    for (const key of open) if (key.startsWith(`${scan.asset}/`) && !now.has(key)) open.delete(key);
  }
  return { told, runningHours: runningScans / 12, last };
};
