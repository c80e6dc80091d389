import { globSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Ends a test that hangs; how fast one is, it does not judge. */
const TEST_LIMIT_MS = 600_000;

/** Runs the test files that match `patterns` in this process. */
export const runMocha = async (root: string, patterns: readonly string[]): Promise<Totals> => {
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();
  if (files.length === 0) throw new Error(`no test file matches ${patterns.join(" ")}`);
  const mocha = new Mocha({ timeout: TEST_LIMIT_MS, forbidOnly: true, reporter: "spec", color: process.stdout.isTTY });
  for (const file of files) mocha.addFile(join(root, file));
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes, failures, pending } = runner.stats ?? { passes: 0, failures: 1, pending: 0 };
      resolve({ passed: passes, failed: failures, skipped: pending });
    });
  });
};
