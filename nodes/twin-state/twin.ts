import { TwinError } from "../../models/errors/twin-error.ts";
import type { Features, LatestSample } from "../../models/telemetry/features.ts";
import type { Telemetry } from "../../models/telemetry/telemetry.ts";
import { nextAlarm } from "../../models/twin/alarm-life.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { componentHealth, smoothHealth } from "../../models/twin/component-health.ts";
import { countHours } from "../../models/twin/operating-hours.ts";
import { isRunning, operatingState } from "../../models/twin/operating-state.ts";
import type { TwinMemory } from "../../models/twin/twin-memory.ts";
import { twinStateErrors } from "./errors.ts";
import type { TwinStateConfig } from "./schema.ts";

const HOUR_MS = 3_600_000;
const SIDES = ["high", "low"] as const;

/** What one message changed, so that the node knows what to tell. */
export interface Change {
  readonly alarms: readonly string[];
  readonly operatingState: boolean;
}

export type Complain = (error: TwinError) => void;

/** Applies messages of one asset type to the memory of one machine. Pure but for the memory it changes. */
export const createTwin = (type: AssetType, config: TwinStateConfig, complain: Complain) => {
  const rule = {
    deadbandPercent: config.deadbandPercent,
    onDelayMs: config.onDelaySeconds * 1000,
    offDelayMs: config.offDelaySeconds * 1000,
  };
  const maxGapMs = config.maxGapMinutes * 60_000;

  /** Keeps a sample if it is good enough and not older than the one known; an unknown channel or unit is reported. */
  const takeLatest = (memory: TwinMemory, name: string, sample: LatestSample): boolean => {
    const channel = type.channels[name];
    const { asset } = memory;
    if (!channel) {
      complain(new TwinError(twinStateErrors.unknownChannel, { asset, channel: name, type: type.id }));
      return false;
    }
    if (sample.unit !== channel.unit) {
      const details = { asset, channel: name, found: sample.unit, type: type.id, expected: channel.unit };
      complain(new TwinError(twinStateErrors.unitMismatch, details));
      return false;
    }
    const known = memory.channels[name];
    if (known && known.time > sample.time) return false;
    memory.channels[name] = sample;
    return sample.quality === "good";
  };

  const raiseAlarms = (memory: TwinMemory, names: readonly string[], running: boolean | undefined): string[] => {
    if (config.alarmsOnlyRunning && running === false) return [];
    const changed: string[] = [];
    for (const name of names) {
      const channel = type.channels[name];
      const sample = memory.channels[name];
      if (!channel || !sample || !(channel.normal || channel.alarm)) continue;
      for (const side of SIDES) {
        const id = `${memory.asset}/${name}/${side}`;
        const before = memory.alarms[id];
        const input = { asset: memory.asset, name, channel, side, value: sample.value, timeMs: sample.time };
        const after = nextAlarm(before, input, rule);
        if (!after || after === before) continue;
        memory.alarms[id] = after;
        if (after.state !== before?.state || after.priority !== before.priority) changed.push(id);
      }
    }
    return changed;
  };

  const setOperatingState = (memory: TwinMemory, running: boolean | undefined): boolean => {
    const before = memory.operatingState;
    memory.operatingState = operatingState(memory, running);
    return before !== memory.operatingState;
  };

  const runningNow = (memory: TwinMemory): boolean | undefined =>
    isRunning(type, memory.channels[type.running?.channel ?? ""]?.value);

  /** Health counts only windows that the machine ran through, and that began after the maintenance of the component. */
  const assess = (memory: TwinMemory, message: Features): void => {
    const lowest = message.values[`${type.running?.channel}.min`];
    if (isRunning(type, lowest) === false) return;
    for (const component of type.components) {
      if (message.windowStart < (memory.maintainedAt[component.id] ?? 0)) continue;
      const now = componentHealth(component, message.values, message.units);
      const before = memory.components[component.id]?.health ?? null;
      if (now.health === null) {
        if (before === null) memory.components[component.id] = now;
        continue;
      }
      const hours = (message.time - (memory.healthTime[component.id] ?? message.time)) / HOUR_MS;
      const health = smoothHealth(before, now.health, hours, config.healthSmoothingHours);
      memory.components[component.id] = { health, reason: now.reason };
      memory.healthTime[component.id] = message.time;
    }
  };

  return {
    /** @throws TwinError TWIN-TWIN-004 if the window is not newer than the memory */
    features: (memory: TwinMemory, message: Features): Change => {
      if (message.time <= memory.featuresTime) {
        const time = new Date(message.time).toISOString();
        throw new TwinError(twinStateErrors.lateWindow, { asset: memory.asset, time });
      }
      memory.featuresTime = message.time;
      const fresh = Object.keys(message.latest).filter((name) =>
        takeLatest(memory, name, message.latest[name] as LatestSample),
      );
      memory.time = Math.max(memory.time, message.time);
      memory.features = message.values;
      memory.featureUnits = message.units;
      const running = runningNow(memory);
      countHours(
        memory,
        message.windowStart,
        message.windowEnd,
        running !== false,
        Math.max(maxGapMs, message.windowEnd - message.windowStart),
      );
      assess(memory, message);
      const stateChanged = setOperatingState(memory, running);
      return { alarms: raiseAlarms(memory, fresh, running), operatingState: stateChanged };
    },

    telemetry: (memory: TwinMemory, message: Telemetry): Change => {
      const fresh: string[] = [];
      for (const name in message.values) {
        const value = message.values[name];
        const unit = message.series?.[name]?.unit ?? type.channels[name]?.unit ?? "";
        if (value !== undefined && takeLatest(memory, name, { value, unit, time: message.time, quality: "good" }))
          fresh.push(name);
      }
      const running = runningNow(memory);
      countHours(memory, memory.countedUntil || message.time, message.time, running !== false, maxGapMs);
      memory.time = Math.max(memory.time, message.time);
      const stateChanged = setOperatingState(memory, running);
      return { alarms: raiseAlarms(memory, fresh, running), operatingState: stateChanged };
    },
  };
};

export type Twin = ReturnType<typeof createTwin>;
