import type { Random } from "../../models/random/random.ts";
import type { RecordedLife } from "../datasets/history/recorded-life.ts";
import type { Draw } from "../training/component-rows.ts";
import type { Row } from "../training/feature-table.ts";

/** A life that ended in a failure which somebody confirmed, with a row after each of its hours, the first first. */
export interface FieldLife {
  readonly life: RecordedLife;
  readonly rows: readonly Row[];
}

/** So many simulated lives a confirmed one is worth: it is what really happens here. */
const WORTH = 10;

/**
 * How much each confirmed life counts, in simulated ones, in training and in calibration: ten, but all of them together no more
 * than the simulated ones, which know more courses of a life than a few failures show. 1 where nothing is simulated.
 */
export const fieldWeight = (simulated: number, confirmed: number): number =>
  simulated === 0 ? 1 : Math.max(1, Math.min(WORTH, Math.floor(simulated / confirmed)));

/** Moments of a life drawn at random, with repetition, as of a simulated one. */
export const drawMoments = (rows: readonly Row[], { anywhere, lastHours }: Draw, random: Random): Row[] => {
  const last = rows.filter(({ rulHours }) => lastHours && rulHours <= lastHours.hours);
  const pick = (from: readonly Row[], count: number): Row[] =>
    Array.from({ length: count }, () => from[Math.floor(random.next() * from.length)]).filter(
      (row) => row !== undefined,
    );
  return [...pick(rows, anywhere), ...pick(last, lastHours?.rows ?? 0)];
};

/** Moments evenly over a life, its first and its last hour among them. */
export const evenMoments = (rows: readonly Row[], count: number): Row[] =>
  Array.from({ length: count }, (_, i) => rows[Math.round((i * (rows.length - 1)) / Math.max(1, count - 1))]).filter(
    (row) => row !== undefined,
  );
