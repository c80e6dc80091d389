import type { SensorDoubt } from "../telemetry/sensor-doubt.ts";
import { type AlarmCondition, type AlarmRule, advanceAlarm } from "./alarm-life.ts";
import type { AssetType } from "./asset-type.ts";
import type { TwinMemory } from "./twin-memory.ts";
import type { Alarm } from "./twin-state.ts";

/** What is to be done about it can wait longer the less the readings lie. */
const PRIORITY: Readonly<Record<SensorDoubt["kind"], Alarm["priority"]>> = {
  range: "medium",
  spike: "low",
  stuck: "medium",
  drift: "medium",
  skew: "low",
  calibration: "low",
};
/** A clock is the source's, not one channel's: one alarm tells of it. */
export const CLOCK = "clock";

/**
 * Raises and clears the alarms about sensors (`asset/channel/drift` …) by what the newest samples are doubted for. They rise on a
 * machine that stands too: it is the sensor that needs somebody.
 *
 * @param memory changed in place
 * @param names channels with a new sample, good or not
 * @returns ids of the alarms whose state or priority has changed
 */
export const watchSensors = (
  memory: TwinMemory,
  names: readonly string[],
  type: AssetType,
  rule: AlarmRule,
): readonly string[] => {
  const conditions = new Map<string, AlarmCondition>();
  for (const name of names) {
    for (const doubt of memory.channels[name]?.doubts ?? []) {
      const raised = conditionOf(memory, name, doubt, type);
      conditions.set(raised.about.id, raised);
    }
  }
  for (const gone of over(memory, names, conditions)) conditions.set(gone.about.id, gone);
  const changed: string[] = [];
  for (const [id, condition] of conditions) {
    const before = memory.alarms[id];
    const after = advanceAlarm(before, condition, rule);
    if (!after || after === before) continue;
    memory.alarms[id] = after;
    if (after.since > 0 && (after.state !== before?.state || after.priority !== before.priority)) changed.push(id);
  }
  return changed;
};

const idOf = (asset: string, source: string, kind: SensorDoubt["kind"]): string => `${asset}/${source}/${kind}`;

const conditionOf = (memory: TwinMemory, name: string, doubt: SensorDoubt, type: AssetType): AlarmCondition => {
  const channel = type.channels[name];
  const { kind, estimate, reason } = doubt;
  const source = kind === "skew" ? CLOCK : name;
  const value = memory.channels[name]?.value ?? 0;
  const component = kind === "skew" ? undefined : channel?.component;
  return {
    about: {
      id: idOf(memory.asset, source, kind),
      source,
      unit: channel?.unit ?? "",
      ...(component === undefined ? {} : { component }),
    },
    value,
    timeMs: memory.channels[name]?.time ?? memory.time,
    level: { priority: PRIORITY[kind], limit: estimate?.value ?? value },
    isBack: false,
    message: reason,
  };
};

/** Alarms of channels that have a new sample without that doubt. */
const over = (
  memory: TwinMemory,
  names: readonly string[],
  raised: ReadonlyMap<string, AlarmCondition>,
): AlarmCondition[] =>
  Object.values(memory.alarms).flatMap((alarm): AlarmCondition[] => {
    const { id, source, unit, component, limit } = alarm;
    const kind = id.slice(id.lastIndexOf("/") + 1);
    if (!(kind in PRIORITY) || raised.has(id)) return [];
    const name = source === CLOCK ? names[0] : names.find((one) => one === source);
    const sample = name === undefined ? undefined : memory.channels[name];
    if (!sample) return [];
    return [
      {
        about: { id, source, unit, ...(component === undefined ? {} : { component }) },
        value: source === CLOCK ? limit : sample.value,
        timeMs: sample.time,
        level: undefined,
        isBack: true,
        message: "",
      },
    ];
  });
