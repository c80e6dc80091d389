import type { Setpoint } from "../setpoint/setpoint.ts";
import { madeMs } from "./decisions.ts";

export interface SetpointDiff {
  readonly added: readonly Setpoint[];
  readonly gone: readonly Setpoint[];
  /** Made at another time, aimed elsewhere, or ended otherwise. */
  readonly changed: readonly { readonly before: Setpoint; readonly after: Setpoint }[];
  readonly same: number;
}

/** The n-th set-point of a machine's parameter in one run is the n-th in the other: their ids say so. */
export const compareSetpoints = (before: readonly Setpoint[], after: readonly Setpoint[]): SetpointDiff => {
  const [left, right] = [byId(before), byId(after)];
  const pairs = before.flatMap((one) => {
    const other = right.get(one.id);
    return other ? [{ before: one, after: other }] : [];
  });
  const changed = pairs.filter((pair) => essence(pair.before) !== essence(pair.after));
  return {
    added: after.filter(({ id }) => !left.has(id)),
    gone: before.filter(({ id }) => !right.has(id)),
    changed,
    same: pairs.length - changed.length,
  };
};

const byId = (all: readonly Setpoint[]): ReadonlyMap<string, Setpoint> => new Map(all.map((one) => [one.id, one]));

const essence = (one: Setpoint): string => [madeMs(one), one.target, one.status, one.mode].join();
