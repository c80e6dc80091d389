import { DRIFT_BINS, type DriftInput, type DriftProfile } from "./drift-profile.ts";
import { outwardStability } from "./outward-stability.ts";

/** Hours a machine must have run before it is judged, and the time constant with which older hours are forgotten: a week. */
export const DRIFT_HOURS = 168;

/** How a machine's inputs were of late: hours by bin, of each input of a profile. Plain data that can be kept in a store. */
export interface DriftWindow {
  /** Hours taken in, all together. */
  hours: number;
  readonly bins: number[][];
}

export const emptyDriftWindow = ({ inputs }: Pick<DriftProfile, "inputs">): DriftWindow => ({
  hours: 0,
  bins: inputs.map(() => new Array<number>(DRIFT_BINS).fill(0)),
});

/**
 * What an input is beyond what the other channels let expect, in standard deviations of the training.
 *
 * @param bases all base features in the order of the card
 * @param standard the same, standardised
 */
const left = ({ weights }: Pick<DriftInput, "weights">, own: number, standard: ArrayLike<number>): number => {
  let expected = 0;
  for (let i = 0; i < weights.length; i++) expected += (weights[i] ?? 0) * (standard[i] ?? 0);
  return own - expected;
};

/** @returns one an input of the profile; NaN for all of them where a base feature that counts is not known */
export const leftOver = (
  inputs: readonly Omit<DriftInput, "edges" | "limit">[],
  names: readonly string[],
  values: ArrayLike<number>,
): Float64Array => {
  const standard = new Float64Array(names.length);
  const own = inputs.map(({ name, mean, sd }) => {
    const place = names.indexOf(name);
    standard[place] = ((values[place] ?? Number.NaN) - mean) / sd;
    return place;
  });
  return Float64Array.from(inputs, (input, i) => left(input, standard[own[i] ?? -1] ?? Number.NaN, standard));
};

/** Takes one running hour into the window, in place. An hour in which something is not known changes nothing. */
export const addHour = (
  window: DriftWindow,
  { inputs }: Pick<DriftProfile, "inputs">,
  names: readonly string[],
  values: ArrayLike<number>,
): void => {
  const rest = leftOver(inputs, names, values);
  if (rest.some(Number.isNaN)) return;
  const kept = Math.exp(-1 / DRIFT_HOURS);
  window.hours++;
  window.bins.forEach((bins, i) => {
    for (let k = 0; k < bins.length; k++) bins[k] = (bins[k] ?? 0) * kept;
    const edges = inputs[i]?.edges ?? [];
    let bin = 0;
    while (bin < edges.length && (rest[i] ?? 0) > (edges[bin] ?? 0)) bin++;
    bins[bin] = (bins[bin] ?? 0) + 1;
  });
};

/** Outward population stability index of each input; undefined before the machine has run for a week. */
export const stabilities = (window: DriftWindow): number[] | undefined =>
  window.hours < DRIFT_HOURS ? undefined : window.bins.map(outwardStability);
