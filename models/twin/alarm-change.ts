import type { Lineage } from "../telemetry/lineage.ts";
import type { Alarm } from "./twin-state.ts";

export const ALARM_TAG = "twinloom/alarm@1";

/** What a twin tells of an alarm that has risen, changed or cleared, by itself or by an operator. */
export interface AlarmChange {
  readonly schema: typeof ALARM_TAG;
  readonly asset: string;
  readonly assetType: string;
  /** Data time of the twin, epoch milliseconds. */
  readonly time: number;
  readonly alarm: Alarm;
  readonly lineage: Lineage;
  readonly context?: Readonly<Record<string, string>>;
}

/** As a store keeps it. */
export interface KeptAlarm extends AlarmChange {
  /** Present where an operator did it: acknowledge, shelve, unshelve. */
  readonly command?: string;
}

export const ALARM_COLLECTION = "alarms";

export const isAlarmChange = (value: unknown): value is KeptAlarm =>
  typeof value === "object" &&
  value !== null &&
  Reflect.get(value, "schema") === ALARM_TAG &&
  typeof Reflect.get(value, "alarm") === "object" &&
  Reflect.get(value, "alarm") !== null;
