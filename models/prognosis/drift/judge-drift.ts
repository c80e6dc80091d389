import type { DriftProfile } from "./drift-profile.ts";
import { type DriftWindow, stabilities } from "./drift-window.ts";

/** One input that is no longer what it was in training. */
export interface DriftedInput {
  readonly name: string;
  readonly psi: number;
  readonly limit: number;
}

/** An episode begins this far beyond a limit, which one sound machine of twenty passes in its life, and is over below all limits. */
const BEGINS = 1.25;

/**
 * Inputs whose distribution, given the other channels, differs from training by more than that of lives like those of the training
 * does; the farthest first.
 *
 * @param drifting true while an episode lasts: then an input counts until it is below its limit; else from a quarter beyond it
 */
export const judgeDrift = (profile: DriftProfile, window: DriftWindow, drifting: boolean): DriftedInput[] => {
  const found = stabilities(window) ?? [];
  return profile.inputs
    .map(({ name, limit }, i) => ({ name, limit, psi: found[i] ?? 0 }))
    .filter(({ psi, limit }) => psi > limit * (drifting ? 1 : BEGINS))
    .sort((a, b) => b.psi / b.limit - a.psi / a.limit);
};
