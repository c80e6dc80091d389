import { assetTypes } from "../../models/assets/asset-types.ts";
import { DOUBT_KINDS, type SensorDoubt } from "../../models/telemetry/sensor-doubt.ts";
import type { Channel } from "../../models/twin/asset-type.ts";
import { machinePlans } from "../plant/machine-plans.ts";
import { type Fault, type Told, watchPlant } from "./watch-plant.ts";

/** Hour of the fault: two days to learn, and no shift change. */
export const FAULT_HOUR = 50;
const WATCHED_HOURS = 170;
const HEALTHY_HOURS = 1200;
/** A drift of what counts takes so long. */
export const DRIFT_HOURS = 50;
/** An offset is so many times what counts, a spike so many times the jump that does. */
export const OFFSET_TIMES = 2;

export const FAULTS = ["offset", "drift", "stuck", "spike"] as const;
export type FaultKind = (typeof FAULTS)[number];

/** What came of one fault. Hours from its beginning; undefined: it was not told. */
export interface FaultScore {
  readonly asset: string;
  readonly channel: string;
  readonly fault: FaultKind;
  /** `named`: it first of all; `among`: as one that may be off instead; `missed`. */
  readonly found: "named" | "among" | "missed";
  readonly afterHours: number | undefined;
  /** Offset that was found over the one that was there, at the end; of drifts and offsets that were named. */
  readonly ratio: number | undefined;
}

export interface SensorScores {
  readonly seed: number;
  readonly plants: number;
  /** Hours that healthy machines ran, all together, and the alarms that they had, by kind. */
  readonly runningHours: number;
  readonly falseAlarms: Readonly<Record<SensorDoubt["kind"], number>>;
  readonly faults: readonly FaultScore[];
}

/** How many steps `sensorScores` takes. */
export const stepsOf = (plants: number): number => plants + cases().length;

/** Healthy lives of plants, and every fault on every sensor that is watched for it, on the plant of the first seed. */
export const sensorScores = (seed: number, plants: number, onStep: () => void): SensorScores => {
  const falseAlarms = Object.fromEntries(DOUBT_KINDS.map((kind) => [kind, 0])) as Record<SensorDoubt["kind"], number>;
  let runningHours = 0;
  for (let i = 0; i < plants; i++) {
    const watched = watchPlant(seed + i, HEALTHY_HOURS, Object.keys(machinePlans));
    runningHours += watched.runningHours;
    for (const { kind } of watched.told) falseAlarms[kind]++;
    onStep();
  }
  const faults = cases().map((one) => {
    const score = scoreOf(seed, one);
    onStep();
    return score;
  });
  return { seed, plants, runningHours, falseAlarms, faults };
};

interface Case {
  readonly asset: string;
  readonly name: string;
  readonly channel: Channel;
  readonly fault: FaultKind;
}

const cases = (): Case[] =>
  Object.entries(machinePlans).flatMap(([asset, { type }]) =>
    Object.entries(assetTypes[type]?.channels ?? {}).flatMap(([name, channel]) =>
      FAULTS.filter((fault) => isWatchedFor(channel, fault)).map((fault) => ({ asset, name, channel, fault })),
    ),
  );

const isWatchedFor = ({ sensor = {} }: Channel, fault: FaultKind): boolean => {
  if (fault === "stuck") return sensor.stuckAfterSeconds !== undefined;
  return (fault === "spike" ? sensor.spikeAbove : sensor.driftAbove) !== undefined;
};

const scoreOf = (seed: number, { asset, name, channel, fault }: Case): FaultScore => {
  const { told, last } = watchPlant(seed, WATCHED_HOURS, [asset], faultOf(name, channel, fault));
  const kind = fault === "offset" ? "drift" : fault;
  const told0 = told.filter((one) => one.kind === kind && one.hour >= FAULT_HOUR);
  const named = told0.find((one) => one.channel === name);
  const among = told0.find(({ orElse = [] }) => orElse.includes(name));
  const first = named ?? among;
  const estimate = last?.doubts?.[name]?.find((one) => one.kind === "drift")?.estimate;
  const there = offsetAt(channel, fault, WATCHED_HOURS);
  return {
    asset,
    channel: name,
    fault,
    found: named && isFirst(told0, named) ? "named" : first ? "among" : "missed",
    afterHours: first && first.hour - FAULT_HOUR,
    ratio:
      estimate && there > 0 ? ((last?.series?.[name]?.v.readDoubleLE(0) ?? 0) - estimate.value) / there : undefined,
  };
};

const isFirst = (told: readonly Told[], one: Told): boolean => told.every(({ hour }) => hour >= one.hour);

const offsetAt = ({ sensor = {} }: Channel, fault: FaultKind, hour: number): number => {
  const { driftAbove = 0 } = sensor;
  if (fault === "offset") return hour >= FAULT_HOUR ? OFFSET_TIMES * driftAbove : 0;
  return fault === "drift" ? (driftAbove * Math.max(0, hour - FAULT_HOUR)) / DRIFT_HOURS : 0;
};

const faultOf = (name: string, channel: Channel, fault: FaultKind): Fault => {
  let held: number | undefined;
  return (values, hour) => {
    const value = values[name] ?? 0;
    if (fault === "stuck" && hour >= FAULT_HOUR) {
      held ??= value;
      values[name] = held;
    } else if (fault === "spike" && hour === FAULT_HOUR) {
      values[name] = value + OFFSET_TIMES * (channel.sensor?.spikeAbove ?? 0);
    } else values[name] = value + offsetAt(channel, fault, hour);
  };
};
