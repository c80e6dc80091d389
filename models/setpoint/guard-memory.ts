import type { Urgency } from "../prognosis/forecast.ts";
import type { Lineage } from "../telemetry/lineage.ts";
import type { Setpoint } from "./setpoint.ts";

/** What the plant was told once. */
export interface SetpointWrite {
  readonly timeMs: number;
  /** null: given back. */
  readonly value: number | null;
  /** What held until then. */
  readonly previous: number | null;
  /** A way back to safety, which no limit on changes may hold up. */
  readonly isFallback: boolean;
}

/** As the time of the last telling: the plant is to hear the value in force again, because its term has changed. */
export const TELL_NOW = Number.NEGATIVE_INFINITY;

/** What a guard knows of one machine; never changed, only replaced. */
export interface GuardMemory {
  readonly asset: string;
  /** Data time of the newest state; -Infinity before the first. */
  readonly timeMs: number;
  readonly operatingState: string;
  /** The present value as it is measured, in the rule's unit. */
  readonly measured: number | undefined;
  /** What is wrong with the channels that are needed. */
  readonly faults: readonly string[];
  readonly lineage: Lineage | undefined;
  /** Order id -> urgency, of those that are not closed. */
  readonly openOrders: Readonly<Record<string, Urgency>>;
  /** Oldest first; at least those of the last day, and the last one. */
  readonly writes: readonly SetpointWrite[];
  readonly proposal: Setpoint | undefined;
  readonly inForce: Setpoint | undefined;
  /** When the value in force was last told. */
  readonly toldMs: number;
  /** Number of the newest set-point. */
  readonly sequence: number;
}

export const newGuardMemory = (asset: string): GuardMemory => ({
  asset,
  timeMs: Number.NEGATIVE_INFINITY,
  operatingState: "unknown",
  measured: undefined,
  faults: [],
  lineage: undefined,
  openOrders: {},
  writes: [],
  proposal: undefined,
  inForce: undefined,
  toldMs: TELL_NOW,
  sequence: 0,
});
