import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { historyRows } from "../../../scripts/datasets/history/history-rows.ts";
import { machineType } from "../../../scripts/datasets/history/machine-type.ts";
import { readHistory } from "../../../scripts/datasets/history/read-history.ts";
import type { RecordedHistory } from "../../../scripts/datasets/history/recorded-life.ts";
import { writeHistory } from "../../../scripts/datasets/history/write-history.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 0, 5);

/** One life of 40 steps, one that ended in maintenance. */
const historyOf = (value: number, asset = "fan-1"): RecordedHistory => {
  const steps = Array.from({ length: 40 }, (_, i) => ({
    timeMs: START_MS + i * HOUR_MS,
    runningHours: i % 5 === 0 ? 0 : 1,
    means: Float64Array.of(value, i % 7 === 0 ? Number.NaN : -value),
  }));
  const life = { asset, failureMode: "fouling", causeCode: "3.4", endMs: START_MS + 50 * HOUR_MS, steps };
  return {
    assetType: "induction-fan",
    component: "impeller",
    quantities: [
      { name: "speed.mean", unit: "1/min" },
      { name: "airflow.mean", unit: "m3/h" },
    ],
    lives: [
      { ...life, order: `WO-${asset}-1`, asFound: "failed" },
      { ...life, order: `WO-${asset}-2`, asFound: "worn", steps: steps.slice(0, 3) },
    ],
  };
};

describe("an exported history", () => {
  const folder = temporaryFolder();
  after(folder.remove);

  it("reads back as it was written, to the last digit and whatever a machine is called", async () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true });
    await fc.assert(
      fc.asyncProperty(value, fc.string({ minLength: 1, unit: "grapheme-ascii" }), async (number, asset) => {
        const history = historyOf(number === 0 ? 1 : number, asset);
        await writeHistory(folder.path, history);
        const { sha256, ...read } = await readHistory(folder.path);
        assert.deepEqual(read, history);
        assert.match(sha256, /^[0-9a-f]{64}$/);
      }),
      { numRuns: 30 },
    );
  });

  it("gives no row before a day of history, and the hours to the end after that", async () => {
    const kind = await machineType("centrifugal-pump", "bearing");
    const quantities = kind.bases.filter(({ source }) => source === "measured");
    const steps = Array.from({ length: 40 }, (_, i) => ({
      timeMs: START_MS + i * HOUR_MS,
      runningHours: 1,
      means: Float64Array.from(quantities, () => 1 + i),
    }));
    const [life] = historyOf(1).lives;
    assert.ok(life);
    const rows = historyRows(kind, { quantities }, { ...life, steps });
    assert.deepEqual(
      rows.map(({ rulHours }) => rulHours),
      Array.from({ length: 16 }, (_, i) => 26 - i),
    );
  });

  const broken: readonly [what: string, file: string, change: (text: string) => string, code: RegExp][] = [
    ["a column that is missing", "lives.csv", (text) => text.replace(",as_found", ""), /TWIN-LIVES-005: .*lives\.csv:/],
    [
      "a last line that is cut off",
      "steps.csv",
      (text) => text.slice(0, -4),
      /TWIN-LIVES-005: .*the last line is cut off/,
    ],
    ["a line that is gone", "steps.csv", (text) => text.replace(/\n.*\n/, "\n"), /TWIN-LIVES-005: .*39 steps/],
    [
      "a cell that is no number",
      "steps.csv",
      (text) => text.replace(",7,", ",x,"),
      /TWIN-LIVES-006: .*steps\.csv:2: .*"x"/,
    ],
    [
      "a finding that is none",
      "lives.csv",
      (text) => text.replace(",worn,", ",broken,"),
      /TWIN-LIVES-005: .*lives\.csv:3: as_found/,
    ],
    ["a table without a line", "lives.csv", (text) => text.replace(/\n.*\n.*\n/, "\n"), /TWIN-LIVES-00[57]: /],
  ];
  for (const [what, file, change, code] of broken) {
    it(`refuses ${what} with a code, the file and the line`, async () => {
      await writeHistory(folder.path, historyOf(7));
      const path = `${folder.path}/${file}`;
      writeFileSync(path, change(readFileSync(path, "utf8")));
      await assert.rejects(readHistory(folder.path), code);
    });
  }
});
