import type { ErrorEntry } from "../../models/errors/twin-error.ts";
import { QUALITY } from "../../models/telemetry/quality.ts";
import type { Waveform } from "../../models/telemetry/telemetry.ts";
import { type AssetBatch, addContext, addSample, columnOf, emptyBatch, isKnownWaveform } from "./batches.ts";
import { sourceErrors } from "./errors.ts";
import { isSafeName } from "./is-safe-name.ts";
import type { ChannelPlan } from "./plan.ts";
import { readTime } from "./read-time.ts";
import type { SourceConfig } from "./schema.ts";
import { shown } from "./shown.ts";

/** Earlier times come from clocks that were never set (1970, 1980): no machine's record is older. */
const EARLIEST_MS = Date.UTC(1990, 0, 1);
/** Asset names come from messages and topics; a source that invents them must not fill the memory. */
const MAX_ASSETS = 10_000;

export interface Reading {
  readonly plan: ChannelPlan;
  readonly asset: string;
  readonly value: unknown;
  readonly time: unknown;
}

interface IntakeWorld {
  nowMs(): number;
  /** `kept`: the sample went on, as bad. */
  refuse(entry: ErrorEntry, details: Record<string, string | number>, reading: Reading, kept?: boolean): void;
  /** A sample that came after a newer one, or as history: the store takes it, the live flow does not turn back for it. */
  late(asset: string, plan: ChannelPlan, value: number, quality: number, timeMs: number): void;
  /** A sample was added to this batch. */
  taken(batch: AssetBatch, timeMs: number): void;
}

/**
 * Checks each reading, converts it to the channel's unit and adds it to its asset's batch: a number, finite, with a time
 * that is possible and newer than the channel's last (of a waveform: another one than before). Whatever fails is refused with its code; the next good one gets through.
 */
export const makeIntake = (config: SourceConfig, world: IntakeWorld) => {
  const { timeUnit, asset: ownAsset } = config;
  const useReceiveTime = config.missingTime === "receive";
  const skewMs = config.futureSkewSeconds * 1000;
  const batches = new Map<string, AssetBatch>();
  let current: AssetBatch | undefined;
  let context: Readonly<Record<string, string>> | undefined;
  let latestAllowedMs = Number.NEGATIVE_INFINITY;

  const batchOf = (plan: ChannelPlan, named: string): AssetBatch | undefined => {
    const asset = plan.asset || named || ownAsset;
    if (current?.asset === asset) return current;
    let batch = batches.get(asset);
    if (!batch) {
      if (asset === "" || batches.size >= MAX_ASSETS || !isSafeName(asset)) return undefined;
      batch = emptyBatch(asset);
      batches.set(asset, batch);
    }
    current = batch;
    return batch;
  };

  const refuseAsset = (reading: Reading): void => {
    const asset = reading.plan.asset || reading.asset || ownAsset;
    const { tag } = reading.plan;
    if (asset === "") world.refuse(sourceErrors.noAsset, { tag }, reading);
    else if (!isSafeName(asset)) world.refuse(sourceErrors.badAsset, { tag, asset }, reading);
    else world.refuse(sourceErrors.tooManyAssets, { asset: shown(asset), limit: MAX_ASSETS }, reading);
  };

  /** The time of a reading, or undefined once it was refused. */
  const timeOf = (reading: Reading): number | undefined => {
    const { plan, time } = reading;
    const timeMs = readTime(time, timeUnit) ?? (useReceiveTime ? world.nowMs() : undefined);
    if (timeMs === undefined) world.refuse(sourceErrors.missingTime, { tag: plan.tag }, reading);
    else if (!Number.isFinite(timeMs))
      world.refuse(sourceErrors.badTime, { tag: plan.tag, time: shown(time) }, reading);
    else if (timeMs < EARLIEST_MS) world.refuse(sourceErrors.tooOld, { tag: plan.tag, time: isoOf(timeMs) }, reading);
    else if (timeMs > latestAllowedMs && timeMs > clockLimit()) {
      world.refuse(sourceErrors.future, { tag: plan.tag, time: isoOf(timeMs) }, reading);
    } else return timeMs;
    return undefined;
  };

  /** The clock is asked only for times beyond its last answer. */
  const clockLimit = (): number => {
    latestAllowedMs = world.nowMs() + skewMs;
    return latestAllowedMs;
  };

  /** A time that is not newer than the last. */
  const refuseOrder = (timeMs: number, lastMs: number, reading: Reading): void => {
    const entry = timeMs < lastMs ? sourceErrors.late : sourceErrors.duplicate;
    world.refuse(entry, { tag: reading.plan.tag, time: isoOf(timeMs) }, reading);
  };

  return {
    batches,
    under(known: Readonly<Record<string, string>> | undefined): void {
      context = known;
    },
    /** @param history it goes to the store alone, whatever its time */
    take(
      plan: ChannelPlan,
      asset: string,
      raw: unknown,
      time: unknown,
      quality: number,
      again: boolean,
      history = false,
    ): void {
      const named = typeof raw === "string" ? plan.states?.get(raw) : undefined;
      const number = typeof raw === "boolean" ? Number(raw) : (named ?? raw);
      if (typeof number !== "number") {
        if (plan.states && typeof raw === "string") {
          const details = { tag: plan.tag, found: shown(raw) };
          world.refuse(sourceErrors.unknownState, details, { plan, asset, value: raw, time });
          return;
        }
        const found = raw === null || raw === undefined ? "nothing" : shown(raw);
        world.refuse(sourceErrors.wrongType, { tag: plan.tag, found }, { plan, asset, value: raw, time });
        return;
      }
      const exact = number * plan.scale + plan.offset;
      const value = plan.integer ? nearWhole(exact) : exact;
      if (!Number.isFinite(value)) {
        world.refuse(sourceErrors.notANumber, { tag: plan.tag, found: String(raw) }, { plan, asset, value: raw, time });
        return;
      }
      const batch = batchOf(plan, asset);
      if (!batch) {
        refuseAsset({ plan, asset, value: raw, time });
        return;
      }
      const fast = typeof time === "number" && timeUnit === "ms" && time >= EARLIEST_MS && time <= latestAllowedMs;
      const timeMs = fast ? time : timeOf({ plan, asset, value: raw, time });
      if (timeMs === undefined) return;
      const isWhole = !plan.integer || Number.isSafeInteger(value);
      const possible = isWhole && value >= plan.min && value <= plan.max;
      if (history) {
        world.late(batch.asset, plan, value, possible ? quality : QUALITY.bad, timeMs);
        return;
      }
      const column = columnOf(batch, plan);
      if (timeMs <= column.lastMs) {
        if (!again) refuseOrder(timeMs, column.lastMs, { plan, asset, value: raw, time });
        // What a server sends again may never have been written.
        if (timeMs < column.lastMs || again) {
          world.late(batch.asset, plan, value, possible ? quality : QUALITY.bad, timeMs);
        }
        return;
      }
      if (context) addContext(batch, context);
      addSample(batch, column, value, timeMs, possible ? quality : QUALITY.bad);
      if (!possible) {
        const { tag, channel, unit, min, max } = plan;
        const reading = { plan, asset, value: raw, time };
        if (!isWhole) world.refuse(sourceErrors.notInteger, { tag, channel, value }, reading, true);
        else world.refuse(sourceErrors.notPlausible, { tag, value, unit, min, max }, reading, true);
      }
      world.taken(batch, timeMs);
    },

    /** A late one goes on too: a snapshot stands alone, and whoever reads it knows its time. */
    takeWaveform(plan: ChannelPlan, asset: string, waveform: Waveform, again: boolean): void {
      const reading = { plan, asset, value: `${waveform.samples.length / 4} samples`, time: waveform.startTime };
      const batch = batchOf(plan, asset);
      if (!batch) {
        refuseAsset(reading);
        return;
      }
      const timeMs = timeOf(reading);
      if (timeMs === undefined) return;
      const newestMs = batch.waveformTimes.get(plan.channel)?.newestMs ?? Number.NEGATIVE_INFINITY;
      if (isKnownWaveform(batch, plan.channel, timeMs)) {
        if (!again) refuseOrder(timeMs, timeMs, reading);
        return;
      }
      if (timeMs < newestMs && !again) refuseOrder(timeMs, newestMs, reading);
      if (context) addContext(batch, context);
      batch.waveforms.push({ ...waveform, startTime: timeMs });
      batch.samples++;
      world.taken(batch, timeMs);
    },
  };
};

/** A value that scaling left a hair beside a whole number is that number. */
const nearWhole = (value: number): number => {
  const whole = Math.round(value);
  return Math.abs(value - whole) <= 1e-9 * Math.max(1, Math.abs(value)) ? whole : value;
};

const isoOf = (timeMs: number): string =>
  Math.abs(timeMs) <= 8.64e15 ? new Date(timeMs).toISOString() : String(timeMs);
