import { mkdir, writeFile } from "node:fs/promises";
import { LIFE_COLUMNS, livesFile, STEP_COLUMNS, stepsFile } from "./files.ts";
import type { RecordedHistory } from "./recorded-life.ts";

/** Writes `lives.csv` and `steps.csv` to a folder; the same history gives the same bytes. */
export const writeHistory = async (folder: string, history: RecordedHistory): Promise<void> => {
  const { assetType, component, quantities, lives } = history;
  await mkdir(folder, { recursive: true });
  const lifeLines = lives.map(({ order, asset, failureMode, asFound, causeCode, endMs, steps }) =>
    line([order, asset, assetType, component, failureMode, asFound, causeCode, iso(endMs), String(steps.length)]),
  );
  await writeFile(livesFile(folder), line(LIFE_COLUMNS) + lifeLines.join(""));
  const stepLines = lives.flatMap(({ order, steps }) =>
    steps.map(({ timeMs, runningHours, means }) =>
      line([order, iso(timeMs), String(runningHours), ...Array.from(means, numberText)]),
    ),
  );
  const header = line([...STEP_COLUMNS, ...quantities.map(({ name, unit }) => `${name} [${unit}]`)]);
  await writeFile(stepsFile(folder), header + stepLines.join(""));
};

const iso = (ms: number): string => new Date(ms).toISOString();
const numberText = (value: number): string => (Number.isNaN(value) ? "" : String(value));
const line = (cells: readonly string[]): string => `${cells.map(quoted).join(",")}\n`;
const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
