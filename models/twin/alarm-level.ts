import type { Channel } from "./asset-type.ts";
import type { Alarm } from "./twin-state.ts";

export type Side = "high" | "low";

/** How far a value is beyond the limits of one side: beyond `alarm` is high, beyond `normal` is medium. */
export interface AlarmLevel {
  readonly priority: Alarm["priority"];
  readonly limit: number;
}

const RANK: Readonly<Record<Alarm["priority"], number>> = { low: 0, medium: 1, high: 2 };

export const isGraver = (one: Alarm["priority"], other: Alarm["priority"]): boolean => RANK[one] > RANK[other];

const isBeyond = (side: Side, value: number, limit: number): boolean =>
  side === "high" ? value > limit : value < limit;

/** The level that a value reaches on one side; undefined inside the limits. */
export const alarmLevel = (channel: Channel, side: Side, value: number): AlarmLevel | undefined => {
  const key = side === "high" ? "max" : "min";
  const grave = channel.alarm?.[key];
  if (grave !== undefined && isBeyond(side, value, grave)) return { priority: "high", limit: grave };
  const mild = channel.normal?.[key];
  return mild !== undefined && isBeyond(side, value, mild) ? { priority: "medium", limit: mild } : undefined;
};

/**
 * Width of the deadband, in the channel's unit: a share of the range between the limits, or of the limit where there is only one
 * (ISA-18.2 clause 10).
 */
export const deadband = (channel: Channel, side: Side, percent: number): number => {
  const min = channel.normal?.min ?? channel.alarm?.min;
  const max = channel.normal?.max ?? channel.alarm?.max;
  const span = min !== undefined && max !== undefined ? max - min : Math.abs((side === "high" ? max : min) ?? 0);
  return (span * percent) / 100;
};

/** Whether a value is back inside, beyond the deadband. */
export const isBack = (channel: Channel, side: Side, value: number, percent: number): boolean => {
  const inner = deadband(channel, side, percent);
  return alarmLevel(channel, side, side === "high" ? value + inner : value - inner) === undefined;
};
