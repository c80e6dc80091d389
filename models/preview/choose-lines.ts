import type { NamedLine, PreviewRun } from "./preview-run.ts";

/** One small picture: the same name before and after. */
export interface Picture {
  readonly name: string;
  readonly unit: string;
  readonly before?: NamedLine;
  readonly after?: NamedLine;
}

/** Of many features of one channel, what people look at first. */
const PLAIN = /\.(mean|rms)$/;

/**
 * The lines that are worth drawing: those that differ most, measured by their own spread; where none differs, those that move at all. Of
 * equal ones each channel has its turn before one has a second.
 *
 * @param first names that come before the others where they are there: those that alarms were about
 */
export const chooseLines = (
  before: PreviewRun | undefined,
  after: PreviewRun,
  most: number,
  first: readonly string[] = [],
): readonly Picture[] => {
  const names = [...new Set([...Object.keys(before?.lines ?? {}), ...Object.keys(after.lines)])];
  const scored = names.map((name) => {
    const [was, is] = [before?.lines[name], after.lines[name]];
    const wanted = first.includes(name) ? 1e6 : 0;
    return { name, was, is, score: wanted + (before ? difference(was, is) : 0) + (moves(is ?? was) ? 1e-6 : 0) };
  });
  const turns = turnsOf(names);
  const turn = (name: string): number => turns.get(name) ?? 0;
  return scored
    .sort((a, b) => b.score - a.score || turn(a.name) - turn(b.name) || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name, was, is }) => ({
      name,
      unit: (is ?? was)?.unit ?? "",
      ...(was ? { before: was } : {}),
      ...(is ? { after: is } : {}),
    }));
};

/** Place of each name among those of its channel, `vibration` of `vibration.rms`. */
const turnsOf = (names: readonly string[]): ReadonlyMap<string, number> => {
  const sorted = names.toSorted((a, b) => Number(PLAIN.test(b)) - Number(PLAIN.test(a)) || (a < b ? -1 : 1));
  const channels = Map.groupBy(sorted, (name) => name.split(".")[0] ?? name);
  return new Map([...channels.values()].flatMap((own) => own.map((name, i) => [name, i] as const)));
};

/** 0: the same; 1: only one of them is there, or they differ by their whole spread. */
const difference = (was: NamedLine | undefined, is: NamedLine | undefined): number => {
  if (!was || !is || was.unit !== is.unit) return 1;
  if (was.values.length !== is.values.length) return 1;
  const spread = Math.max(...was.values, ...is.values) - Math.min(...was.values, ...is.values);
  if (!(spread > 0)) return 0;
  const apart = was.values.reduce((sum, value, i) => sum + Math.abs(value - (is.values[i] ?? value)), 0);
  return apart / was.values.length / spread;
};

const moves = (line: NamedLine | undefined): boolean => line?.values.some((value) => value !== line.values[0]) ?? false;
