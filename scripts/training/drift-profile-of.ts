import { Matrix, solve } from "ml-matrix";
import type { BaseFeature } from "../../models/prognosis/base-features.ts";
import type { DriftInput, DriftProfile } from "../../models/prognosis/drift/drift-profile.ts";
import {
  addHour,
  DRIFT_HOURS,
  emptyDriftWindow,
  leftOver,
  stabilities,
} from "../../models/prognosis/drift/drift-window.ts";

/** Base features of one life, hour by hour. */
export type HoursOfLife = readonly ArrayLike<number>[];

type Follows = Omit<DriftInput, "edges" | "limit">;

/** Share of lives that shall stay below every limit from begin to end. */
const WITHIN_SHARE = 0.95;
/** Share of lives that stay below the limit of one input, before all limits are raised together. */
const EACH_SHARE = 0.9;
/** By convention less is no significant shift. */
const LEAST_LIMIT = 0.25;
/** Hours between two looks. */
const EVERY_HOURS = 6;
/** Keeps the regression stable where two channels say the same. */
const RIDGE = 1e-3;

/**
 * Learns what each base feature is beyond what the other channels let expect (ridge regression over all hours), its outer deciles, and
 * how far one life goes from them: the limits are of lives that the rest was not learned from, and they are tested on others.
 */
export const driftProfileOf = (
  bases: readonly BaseFeature[],
  { training, limits, test }: Readonly<Record<"training" | "limits" | "test", readonly HoursOfLife[]>>,
): DriftProfile => {
  const names = bases.map(({ name }) => name);
  const hours = training.flat().filter((hour) => !Array.from(hour).some(Number.isNaN));
  const follows = followsOf(names, hours);
  const rest = hours.map((hour) => leftOver(follows, names, hour));
  const edged = follows.map((one, i) => ({ ...one, edges: edgesOf(rest.map((values) => values[i] ?? 0)), limit: 1 }));
  const highestOf = (life: HoursOfLife): number[] => {
    const window = emptyDriftWindow({ inputs: edged });
    const highest = edged.map(() => 0);
    life.forEach((hour, i) => {
      addHour(window, { inputs: edged }, names, hour);
      if (window.hours < DRIFT_HOURS || i % EVERY_HOURS !== 0) return;
      stabilities(window)?.forEach((psi, input) => {
        highest[input] = Math.max(highest[input] ?? 0, psi);
      });
    });
    return highest;
  };
  const seen = limits.map(highestOf);
  // one half says how far single inputs go, the other how far the farthest of them all goes
  const [single, together] = [seen.filter((_, i) => i % 2 === 0), seen.filter((_, i) => i % 2 === 1)];
  const singly = (input: number): number[] => single.map((life) => life[input] ?? 0);
  const each = edged.map((_, i) => Math.max(LEAST_LIMIT, at(singly(i), EACH_SHARE)));
  const beyond = (life: readonly number[]): number => Math.max(...life.map((psi, i) => psi / (each[i] ?? 1)));
  const raise = Math.max(1, at(together.map(beyond), WITHIN_SHARE));
  const inputs = edged.map((one, i) => ({ ...one, limit: rounded((each[i] ?? 1) * raise) }));
  const below = test.filter((life) => highestOf(life).every((psi, i) => psi <= (inputs[i]?.limit ?? 0)));
  return {
    method: "twinloom/conditional-psi@1",
    inputs,
    lives: limits.length,
    withinShare: WITHIN_SHARE,
    testedShare: rounded(below.length / test.length),
  };
};

const followsOf = (names: readonly string[], hours: readonly ArrayLike<number>[]): Follows[] => {
  const means = names.map((_, i) => rounded(hours.reduce((sum, hour) => sum + (hour[i] ?? 0), 0) / hours.length));
  const spreads = names.map((_, i) => {
    const squares = hours.reduce((sum, hour) => sum + ((hour[i] ?? 0) - (means[i] ?? 0)) ** 2, 0);
    return rounded(Math.sqrt(squares / hours.length));
  });
  const moving = names.flatMap((_, i) => ((spreads[i] ?? 0) > 1e-6 * Math.abs(means[i] ?? 0) ? [i] : []));
  const correlation = (i: number, j: number): number => {
    const [mi = 0, mj = 0, si = 1, sj = 1] = [means[i], means[j], spreads[i], spreads[j]];
    return (
      hours.reduce((sum, hour) => sum + ((hour[i] ?? 0) - mi) * ((hour[j] ?? 0) - mj), 0) / (hours.length * si * sj)
    );
  };
  const table = Matrix.zeros(names.length, names.length);
  for (const i of moving) for (const j of moving) if (j <= i) table.set(i, j, correlation(i, j));
  for (const i of moving) for (const j of moving) if (j > i) table.set(i, j, table.get(j, i));
  return moving.map((own) => {
    const others = moving.filter((one) => channelOf(names[one]) !== channelOf(names[own]));
    const weights = names.map(() => 0);
    const left = Matrix.zeros(others.length, others.length);
    others.forEach((i, row) => {
      others.forEach((j, column) => {
        left.set(row, column, table.get(i, j) + (row === column ? RIDGE : 0));
      });
    });
    const found =
      others.length > 0 ? solve(left, Matrix.columnVector(others.map((i) => table.get(i, own)))) : undefined;
    others.forEach((i, row) => {
      weights[i] = rounded(found?.get(row, 0) ?? 0);
    });
    return { name: names[own] ?? "", mean: means[own] ?? 0, sd: spreads[own] ?? 1, weights };
  });
};

const channelOf = (name = ""): string => name.slice(0, name.lastIndexOf("."));

/** Smallest, first and ninth decile, largest. */
const edgesOf = (values: readonly number[]): number[] => {
  const sorted = values.toSorted((a, b) => a - b);
  return [0, 0.1, 0.9, 1].map((share) => rounded(sorted[Math.floor(share * (sorted.length - 1))] ?? 0));
};

/** The value that a share of the others does not exceed. */
const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(share * (values.length + 1)) - 1)] ?? 0;

const rounded = (value: number): number => Number(value.toPrecision(6));
