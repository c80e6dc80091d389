import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type RangeQuery, ROLL_UP_MS } from "../../nodes/kit/store.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { rollUps } from "../../nodes/store/embedded/roll-ups.ts";
import type { SectionOptions, SectionResult } from "./figure.ts";
import { median } from "./median.ts";

const START_MS = Date.UTC(2025, 0, 1);
const DAY_S = 86_400;
const POINTS = 1000;

/** A sine a day with a step of noise, one reading a second. */
const synthesise = (file: string, seconds: number): void => {
  const db = new DatabaseSync(file);
  db.exec("PRAGMA synchronous = OFF");
  const insert = db.prepare(
    `INSERT INTO samples SELECT 1, ${START_MS} + value * 1000, 50 + 10 * sin(value / 13750.0) + (value * 7919) % 100 / 100.0
       FROM (WITH RECURSIVE n(value) AS (SELECT ? UNION ALL SELECT value + 1 FROM n WHERE value < ?) SELECT value FROM n)`,
  );
  for (let second = 1; second < seconds; second += DAY_S) insert.run(second, Math.min(second + DAY_S, seconds) - 1);
  rollUps(db).catchUp(1, START_MS + seconds * 1000);
  db.close();
};

/** A year of one channel at 1 Hz drawn as 1,000 points: from roll-ups, against the same query that has to read every sample. */
export const benchYearOfHistory = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  const folder = mkdtempSync(join(tmpdir(), "twinloom-bench-"));
  const file = join(folder, "year.db");
  const days = quick ? 5 : 365;
  const seconds = days * DAY_S;
  try {
    const first = openEmbeddedStore({ file });
    const tags = { asset: "pump-1", channel: "outletPressure" };
    await first.write([{ measurement: "telemetry", tags, fields: { value: 50 }, timeMs: START_MS }]);
    await first.close();
    synthesise(file, seconds);

    const store = openEmbeddedStore({ file });
    const span = { fromMs: START_MS, toMs: START_MS + seconds * 1000 };
    const query = { measurement: "telemetry", tags, field: "value", ...span };
    const stepMs = Math.ceil((seconds * 1000) / POINTS / ROLL_UP_MS) * ROLL_UP_MS;
    const timed = async (asked: RangeQuery) => {
      const began = performance.now();
      const { values } = await store.range(asked);
      return { ms: performance.now() - began, points: values.length };
    };
    const [rolled, raw]: [number[], number[]] = [[], []];
    let points = 0;
    for (let turn = 0; turn < 3; turn++) {
      // a millisecond more, and no bucket is made of whole roll-ups: every sample is read
      raw.push((await timed({ ...query, everyMs: stepMs + 1 })).ms);
      for (let again = 0; again < 5; again++) {
        const answer = await timed({ ...query, everyMs: stepMs });
        rolled.push(answer.ms);
        points = answer.points;
      }
    }
    await store.close();
    const value = median(rolled);
    const against = { name: "the same from every sample", value: median(raw) };
    const name = `${days} days of one channel at 1 Hz, drawn as ${points} points (median)`;
    return {
      figures: [
        { name, value, unit: "ms", against, ratio: value / against.value, target: { of: "value", atMost: 1000 } },
      ],
      notes: [
        `Embedded store, ${seconds.toLocaleString("en-US")} readings, mean of each bucket; both by turns in one process, the file in the cache of the system.`,
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
