import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom } from "../../models/random/random.ts";
import { systemClock } from "../../nodes/kit/clock.ts";
import { type RangeQuery, ROLL_UP_MS } from "../../nodes/kit/store.ts";
import { checkQuery } from "../../nodes/store/check-query.ts";
import { influx1Remote } from "../../nodes/store/influx1/influx1-remote.ts";
import { openRemoteStore } from "../../nodes/store/outbox/open-remote-store.ts";
import { findInfluxd, type Influxd, startInfluxd } from "../../test/support/influxd.ts";
import { rollUpStore } from "../store/roll-up-store.ts";
import type { SectionOptions, SectionResult } from "./figure.ts";
import { median } from "./median.ts";

const START_MS = Date.UTC(2025, 0, 1);
const DAY_S = 86_400;
const POINTS = 1000;
const LINES_A_WRITE = 43_200;
const DATABASE = "year";
const silent = { begin: () => undefined, step: () => undefined };

/** The same sine a day with a step of noise as in the embedded store, one reading a second, straight to the server. */
const fill = async ({ url }: Influxd, seconds: number): Promise<void> => {
  const address = `${url}/write?${new URLSearchParams({ db: DATABASE, rp: "twinloom", precision: "s" })}`;
  for (let from = 0; from < seconds; from += LINES_A_WRITE) {
    let body = "";
    for (let second = from; second < Math.min(from + LINES_A_WRITE, seconds); second++) {
      const value = 50 + 10 * Math.sin(second / 13_750) + ((second * 7919) % 100) / 100;
      body += `telemetry,asset=pump-1,channel=outletPressure value=${value},quality=0 ${START_MS / 1000 + second}\n`;
    }
    await post(address, body);
  }
};

/** A server that is asked for more than its disk takes answers "timeout": the same again is the same. */
const post = async (address: string, body: string): Promise<void> => {
  let said = "";
  for (let attempt = 0; attempt < 10; attempt++) {
    const answer = await fetch(address, { method: "POST", body });
    if (answer.ok) return;
    said = await answer.text();
    if (answer.status < 500) break;
  }
  throw new Error(`the server refused the readings: ${said}`);
};

/** A long range of one channel at 1 Hz in InfluxDB 1.6 drawn as 1,000 points: from our roll-ups, against the server's own aggregation of every sample. */
export const benchYearInInflux = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  if (!findInfluxd()) return { figures: [], notes: ["InfluxDB was not measured: there is no influxd here."] };
  const days = quick ? 2 : Number(process.env["TWINLOOM_BENCH_DAYS"] ?? 30);
  const seconds = days * DAY_S;
  const folder = mkdtempSync(join(tmpdir(), "twinloom-bench-"));
  const file = join(folder, "outbox.db");
  const server = await startInfluxd();
  try {
    const remote = influx1Remote({
      url: server.url,
      database: DATABASE,
      user: "",
      password: "",
      retentionDays: 0,
      file,
    });
    await remote.prepare();
    await fill(server, seconds);
    const began = performance.now();
    const { rollUps } = await rollUpStore({ file, remote }, false, silent);
    const rollingS = (performance.now() - began) / 1000;

    const settings = { destination: "bench", limitBytes: 1e9, whenFull: "refuse", file } as const;
    const store = openRemoteStore(remote, { ...settings, clock: systemClock, random: createRandom(1) });
    const stepMs = Math.ceil((seconds * 1000) / POINTS / ROLL_UP_MS) * ROLL_UP_MS;
    const tags = { asset: "pump-1", channel: "outletPressure" };
    const span = { fromMs: START_MS, toMs: START_MS + seconds * 1000, everyMs: stepMs };
    const query: RangeQuery = { measurement: "telemetry", tags, field: "value", ...span };
    const [rolled, raw]: [number[], number[]] = [[], []];
    let points = 0;
    for (let turn = 0; turn < 3; turn++) {
      const [a, b, c] = [performance.now(), await remote.range(checkQuery(query)), performance.now()];
      const answer = await store.range(query);
      raw.push(c - a);
      rolled.push(performance.now() - c);
      points = answer.values.length;
      if (points !== b.values.length) throw new Error(`${points} points of roll-ups, ${b.values.length} of samples`);
    }
    await store.close();
    const value = median(rolled);
    const against = { name: "the same from every sample, aggregated by the server", value: median(raw) };
    const name = `${days} days of one channel at 1 Hz in InfluxDB 1.6, drawn as ${points} points (median)`;
    return {
      figures: [
        { name, value, unit: "ms", against, ratio: value / against.value, target: { of: "value", atMost: 1000 } },
      ],
      notes: [
        `InfluxDB: ${seconds.toLocaleString("en-US")} readings; ${rollUps.toLocaleString("en-US")} roll-ups made of them by \`twinloom roll-up\`'s code in ${rollingS.toFixed(0)} s. TWINLOOM_BENCH_DAYS=365 measures a year, which takes some minutes to write.`,
      ],
    };
  } finally {
    await server.remove();
    rmSync(folder, { recursive: true, force: true });
  }
};
