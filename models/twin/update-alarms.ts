import { alarmLevel } from "./alarm-level.ts";
import { type AlarmRule, nextAlarm } from "./alarm-life.ts";
import type { AssetType } from "./asset-type.ts";
import { endShelf } from "./end-shelf.ts";
import type { AlarmMemory, TwinMemory } from "./twin-memory.ts";

const SIDES = ["high", "low"] as const;

/**
 * Takes the newest samples of some channels to their alarms, and ends shelves that are over.
 *
 * @param memory changed in place
 * @param names channels with a new good sample
 * @param mayRise false while the machine stands still and that is no reason for an alarm
 * @returns ids of the alarms whose state or priority has changed
 */
export const updateAlarms = (
  memory: TwinMemory,
  names: readonly string[],
  type: AssetType,
  rule: AlarmRule,
  mayRise: boolean,
): readonly string[] => {
  const changed: string[] = [];
  const keep = (id: string, before: AlarmMemory | undefined, after: AlarmMemory | undefined): void => {
    if (!after || after === before) return;
    memory.alarms[id] = after;
    const told = after.since > 0 && (after.state !== before?.state || after.priority !== before.priority);
    if (told) changed.push(id);
  };
  let any = false;
  for (const id in memory.alarms) {
    any = true;
    const alarm = memory.alarms[id];
    if (alarm?.state === "shelved") keep(id, alarm, endShelf(alarm, memory.time));
  }
  for (const name of names) {
    const channel = type.channels[name];
    const sample = memory.channels[name];
    if (!channel || !sample || !(channel.normal || channel.alarm)) continue;
    for (const side of SIDES) {
      if (!any && !alarmLevel(channel, side, sample.value)) continue;
      const id = `${memory.asset}/${name}/${side}`;
      const before = memory.alarms[id];
      if (!before && !mayRise) continue;
      const { value, time: timeMs } = sample;
      keep(id, before, nextAlarm(before, { asset: memory.asset, name, channel, side, value, timeMs, mayRise }, rule));
    }
  }
  return changed;
};
