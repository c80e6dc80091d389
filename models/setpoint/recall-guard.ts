import { type GuardMemory, newGuardMemory, type SetpointWrite } from "./guard-memory.ts";
import type { Setpoint } from "./setpoint.ts";

/**
 * What a guard knew before it was stopped, from the set-points that were kept. What the machine does is not known until its next state.
 *
 * @param setpoints of this machine and parameter, in any order
 */
export const recallGuard = (asset: string, setpoints: readonly Setpoint[]): GuardMemory => {
  const fresh = newGuardMemory(asset);
  const writes = setpoints.flatMap(({ history }) =>
    history.flatMap(({ time, value, previous = null, action }): SetpointWrite[] =>
      value === undefined ? [] : [{ timeMs: time, value, previous, isFallback: action === "released" }],
    ),
  );
  const sorted = writes.toSorted((a, b) => a.timeMs - b.timeMs);
  const newest = (status: Setpoint["status"]): Setpoint | undefined =>
    setpoints.filter((one) => one.status === status).toSorted((a, b) => sequenceOf(b) - sequenceOf(a))[0];
  return {
    ...fresh,
    timeMs: setpoints.reduce((newest, { time }) => Math.max(newest, time), fresh.timeMs),
    writes: sorted,
    proposal: newest("proposed"),
    inForce: newest("approved"),
    toldMs: sorted.at(-1)?.timeMs ?? fresh.toldMs,
    sequence: Math.max(0, ...setpoints.map(sequenceOf)),
  };
};

const sequenceOf = ({ id }: Setpoint): number => Number(id.match(/\d+$/)?.[0] ?? 0);
