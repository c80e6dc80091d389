import type { BaseFeature } from "../../models/prognosis/base-features.ts";
import { LATE_HOURS } from "../../models/prognosis/widening/missing-doubt.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";

const HOUR_MS = 3_600_000;

/** For how long each base feature of a model has not come. */
export interface InputSilence {
  /** @param values of one step, NaN where nothing came; in the order of the base features */
  observe(values: ArrayLike<number>, runningHours: number): void;
  /** Hours the machine ran since the feature last came, or hours since its channel's newest sample where that is longer. */
  hoursOf(state: TwinState): number[];
  /** True if something that came once a day or more often did not come for longer. */
  isSilent(): boolean;
  /** Of `observe` alone; plain JSON. */
  keep(): readonly number[];
}

/** @param kept what `keep` gave before a restart */
export const inputSilence = (bases: readonly BaseFeature[], kept: unknown): InputSilence => {
  const known = Array.isArray(kept) && kept.length === bases.length ? kept : [];
  const silent = bases.map((_, i) => (typeof known[i] === "number" ? known[i] : 0));
  const channels = bases.map(({ name }) => name.slice(0, name.lastIndexOf(".")));
  return {
    observe: (values, runningHours) => {
      for (let i = 0; i < silent.length; i++) {
        silent[i] = Number.isNaN(values[i] ?? Number.NaN) ? (silent[i] ?? 0) + runningHours : 0;
      }
    },
    hoursOf: (state) =>
      silent.map((hours, i) => {
        const newest = state.channels[channels[i] ?? ""]?.time ?? state.time;
        return Math.max(hours, (state.time - newest) / HOUR_MS);
      }),
    isSilent: () => silent.some((hours) => hours > LATE_HOURS),
    keep: () => [...silent],
  };
};
