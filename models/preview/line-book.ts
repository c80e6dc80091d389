import type { NamedLine } from "./preview-run.ts";
import { thinOut } from "./thin-out.ts";

/** Names that are followed: a machine has some tens. */
const MOST_LINES = 200;
/** Points of a finished line: two for each pixel of a small picture are enough. */
const POINTS = 240;
/** Of a message with more samples so many are kept: a day of one channel at 1 Hz is 86,400. */
const POINTS_A_MESSAGE = 60;
/** Kept points of one line, before it is thinned out on the way. */
const MOST_POINTS = 20_000;

interface Growing {
  readonly unit: string;
  timesMs: number[];
  values: number[];
}

/** Lines that grow point by point and stay small. */
export const lineBook = () => {
  const lines = new Map<string, Growing>();

  const lineOf = (name: string, unit: string): Growing | undefined => {
    const known = lines.get(name);
    if (known || lines.size >= MOST_LINES) return known;
    const made = { unit, timesMs: [], values: [] };
    lines.set(name, made);
    return made;
  };
  const bound = (line: Growing): void => {
    if (line.timesMs.length < MOST_POINTS) return;
    const thin = thinOut(line.timesMs, line.values, MOST_POINTS / 4);
    line.timesMs = [...thin.timesMs];
    line.values = [...thin.values];
  };

  return {
    one(name: string, unit: string, timeMs: number, value: number): void {
      const line = lineOf(name, unit);
      if (!line || !Number.isFinite(value)) return;
      line.timesMs.push(timeMs);
      line.values.push(value);
      bound(line);
    },
    many(name: string, unit: string, timesMs: ArrayLike<number>, values: ArrayLike<number>): void {
      const line = lineOf(name, unit);
      if (!line) return;
      const thin = thinOut(timesMs, values, POINTS_A_MESSAGE);
      line.timesMs.push(...thin.timesMs);
      line.values.push(...thin.values);
      bound(line);
    },
    all: (): Readonly<Record<string, NamedLine>> =>
      Object.fromEntries(
        Array.from(lines, ([name, { unit, timesMs, values }]) => [name, { unit, ...thinOut(timesMs, values, POINTS) }]),
      ),
  };
};
