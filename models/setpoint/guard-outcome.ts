import type { GuardMemory } from "./guard-memory.ts";
import type { Setpoint } from "./setpoint.ts";

/** What came of one thing that a guard was told. */
export interface GuardOutcome {
  readonly memory: GuardMemory;
  /** Set-points that are new or have changed, in that order. */
  readonly changed: readonly Setpoint[];
  /** What the plant is to be told. */
  readonly writes: readonly Setpoint[];
  /** Why nothing came of it. */
  readonly refusal?: string;
  /** Why a value that was in force no longer is, without anybody having asked. */
  readonly fellBack?: string;
}

export const nothing = (memory: GuardMemory): GuardOutcome => ({ memory, changed: [], writes: [] });

export const refused = (memory: GuardMemory, refusal: string): GuardOutcome => ({ ...nothing(memory), refusal });

/** One outcome and then another, which began from the first one's memory. */
export const both = (first: GuardOutcome, then: GuardOutcome): GuardOutcome => ({
  ...first,
  ...then,
  changed: [...first.changed, ...then.changed],
  writes: [...first.writes, ...then.writes],
});
