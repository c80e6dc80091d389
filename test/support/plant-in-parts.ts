import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createPlant, type PlantEvent } from "../../scripts/plant/plant.ts";

const START_MS = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;
const LATER_MS = 8 * DAY_MS;
/** Of the plant's readings, every twelfth: an hour apart. */
const EVERY = 12;

export interface PlantPart {
  readonly file: string;
  /** Time of its last row. */
  readonly lastMs: number;
}

/**
 * The life of the demo plant's extruder until its cooling circuit failed, as that of two machines, one eight days after the other, in CSV files
 * that end at the given days. In the last one the first machine stands still.
 */
export const plantInParts = (folder: string, untilDays: readonly number[]): readonly PlantPart[] => {
  const failures: PlantEvent[] = [];
  const plant = createPlant(1, START_MS, (event) => event.event === "failed" && failures.push(event));
  const life: { readonly timeMs: number; readonly values: Readonly<Record<string, number>> }[] = [];
  const failed = (): boolean => failures.some(({ asset }) => asset === "extruder-1");
  for (let endMs = START_MS; !failed(); ) {
    endMs += DAY_MS;
    life.push(...plant.advance(endMs).filter(({ asset }) => asset === "extruder-1"));
  }
  const failedMs = failures.find(({ asset }) => asset === "extruder-1")?.timeMs ?? 0;
  const kept = life.filter(({ timeMs }, i) => i % EVERY === 0 && timeMs < failedMs);
  const names = Object.keys(kept[0]?.values ?? {});
  const rows = [0, 1]
    .flatMap((nth) =>
      kept.map(({ timeMs, values }) => ({ timeMs: timeMs + nth * LATER_MS, asset: `extruder-${nth + 1}`, values })),
    )
    .sort((a, b) => a.timeMs - b.timeMs || (a.asset < b.asset ? -1 : 1));
  return untilDays.map((day, i) => {
    const file = join(folder, `part-${i}.csv`);
    const [fromMs, toMs] = [START_MS + (untilDays[i - 1] ?? 0) * DAY_MS, START_MS + day * DAY_MS];
    const isLast = i === untilDays.length - 1;
    const own = rows.filter(
      ({ timeMs, asset }) => timeMs >= fromMs && timeMs < toMs && !(isLast && asset === "extruder-1"),
    );
    const lines = own.map(({ timeMs, asset, values }) =>
      [new Date(timeMs).toISOString(), asset, ...names.map((name) => values[name] ?? "")].join(","),
    );
    writeFileSync(file, `${["time", "machine", ...names].join(",")}\n${lines.join("\n")}\n`);
    return { file, lastMs: own.at(-1)?.timeMs ?? fromMs };
  });
};
