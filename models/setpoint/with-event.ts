import type { Setpoint, SetpointEvent } from "./setpoint.ts";

/** A set-point whose life has ended, or that was told once more, with the line that says so. */
export const withEvent = (setpoint: Setpoint, event: SetpointEvent, changes: Partial<Setpoint> = {}): Setpoint => ({
  ...setpoint,
  ...changes,
  time: event.time,
  history: [...setpoint.history, event],
});

type Ended = "withdrawn" | "expired" | "rejected" | "replaced";

/** Ends it without the plant being told anything: nothing of it is there, or something newer takes its place. */
export const endSetpoint = (setpoint: Setpoint, status: Ended, time: number, by: string, text: string): Setpoint => {
  const { expiresAt: _lapsed, ...rest } = setpoint;
  return withEvent(rest, { time, by, action: status, text }, { status });
};
