import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Folders of `test/unit/` that compute longest, in this order: dealt out first, so that neither half waits long for the other. */
const LONGEST_FIRST = ["rul-predictor", "why", "signal", "simulation", "model-registry", "sensors", "release"];

/** The unit tests as two lists of files of about the same length. */
export const unitHalves = (root: string): readonly [readonly string[], readonly string[]] => {
  const entries = readdirSync(join(root, "test/unit"), { withFileTypes: true });
  const rank = (name: string): number =>
    LONGEST_FIRST.includes(name) ? LONGEST_FIRST.indexOf(name) : LONGEST_FIRST.length;
  const patterns = entries
    .sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) return [`test/unit/${entry.name}/**/*.test.ts`];
      return entry.name.endsWith(".test.ts") ? [`test/unit/${entry.name}`] : [];
    });
  // 0 1 1 0 0 1 1 0: the one that has the longer has the shorter next
  const isFirst = (_: string, i: number): boolean => i % 4 === 0 || i % 4 === 3;
  return [patterns.filter(isFirst), patterns.filter((one, i) => !isFirst(one, i))];
};
