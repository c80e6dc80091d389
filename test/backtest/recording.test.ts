import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import type { BacktestResult } from "../../scripts/backtest/backtest.ts";
import { writeRecording } from "../../scripts/recording/write-recording.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const START_MS = Date.UTC(2026, 4, 1);
const MINUTES = 36 * 60;
/** Nothing is recorded in these minutes. */
const GAP = [600, 700] as const;

/** An extruder whose barrel gets too hot in the end. */
const CHANNELS: Readonly<Record<string, (share: number) => number>> = {
  screwSpeed: () => 90,
  throughput: () => 240,
  barrelTemperature: (share) => 200 + 60 * share ** 4,
  coolingFlow: (share) => 12 - 5 * share ** 2,
};

const node = (id: string, type: string, wires: string[][], settings: object = {}) => ({
  ...{ id, type: `twinloom-${type}`, z: "tab", name: id, x: 1, y: 1, wires },
  ...settings,
});
const FLOW = [
  { id: "tab", type: "tab", label: "extruder" },
  { id: "store", type: "twinloom-store", name: "", driver: "embedded", file: "live.db" },
  { id: "type", type: "twinloom-asset-type", kind: "extruder-cooling", definition: "", place: "" },
  node("source", "sensor-source", [["features"], []], { assetType: "type", asset: "extruder-1", protocol: "mqtt" }),
  node("features", "feature-extractor", [["twin"], []], { assetType: "type" }),
  node("twin", "twin-state", [["forecasts"], [], ["orders"]], { assetType: "type", store: "store" }),
  node("forecasts", "rul-predictor", [["orders"]], { assetType: "type", store: "store", minimumHours: 12 }),
  node("orders", "work-order-sink", [[], [], ["twin"]], { assetType: "type", store: "store" }),
];

describe("a backtest of 36 hours with a gap", function () {
  this.timeout(240_000);
  const folder = temporaryFolder();
  const [flow, store, recording] = ["flow.json", "live.db", "it.twr"].map((name) => join(folder.path, name)) as [
    string,
    string,
    string,
  ];
  let first: BacktestResult;
  after(folder.remove);

  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawnSync(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", "scripts/twinloom.ts", ...args, "--home", folder.path],
      {
        ...{ cwd: root, encoding: "utf8", maxBuffer: 1e9 },
        env: { ...process.env, ...env },
      },
    );
  const json = (args: readonly string[], env: Readonly<Record<string, string>> = {}): BacktestResult => {
    const { stdout, stderr } = run(["backtest", flow, ...args, "--json"], env);
    assert.ok(stdout.startsWith("{"), stderr);
    return JSON.parse(stdout);
  };

  before(async () => {
    writeFileSync(flow, JSON.stringify(FLOW));
    const live = openEmbeddedStore({ file: store, report: (error) => assert.fail(error) });
    for (let minute = 0; minute < MINUTES; minute++) {
      if (minute >= GAP[0] && minute < GAP[1]) continue;
      const flicker = ((minute * 7919) % 201) / 1e5;
      const timeMs = START_MS + minute * 60_000;
      const points = Object.entries(CHANNELS).map(([channel, course]) => ({
        ...{ measurement: "telemetry", tags: { asset: "extruder-1", channel }, timeMs },
        fields: { value: course(minute / MINUTES) * (1 + flicker), quality: 0 },
      }));
      await live.write(points);
    }
    await live.close();
    first = json(["--store", store]);
  });

  it("forecasts, alarms and orders are there, and the gap is no error", () => {
    const { decisions, errors } = first.after;
    const counts = [decisions.forecasts, decisions.alarms, decisions.orders].map(({ length }) => length > 0);
    assert.deepEqual(counts, [true, true, true], JSON.stringify(first.after.summary));
    assert.deepEqual(errors, {});
    assert.equal(first.readings, (MINUTES - GAP[1] + GAP[0]) * 4);
  });

  it("gives the same bytes from a recording of the store", () => {
    const { stdout, stderr } = run(["history", "record", recording, "--flow", flow, "--store", store]);
    assert.match(stdout, /8,240 readings of 1 machines/, stderr);
    assert.equal(json(["--recording", recording]).after.digest, first.after.digest);
  });

  it("gives the same bytes in another time zone and language and with other jobs", () => {
    const env = {
      TZ: "America/St_Johns",
      LANG: "tr_TR.UTF-8",
      LC_ALL: "tr_TR.UTF-8",
    };
    assert.equal(json(["--recording", recording, "--jobs", "1"], env).after.digest, first.after.digest);
  });

  it("converts a unit that was recorded otherwise, and refuses one that can't be", () => {
    const record = (unit: string, value: number): string => {
      const file = join(folder.path, `${unit}.twr`);
      const timesMs = Float64Array.from({ length: 200 }, (_, i) => START_MS + i * 60_000);
      const values = timesMs.map((_, i) => value + i / 1000);
      const writer = writeRecording(file);
      const about = {
        asset: "extruder-1",
        assetType: "extruder-cooling",
        fromMs: START_MS,
        toMs: START_MS + 200 * 60_000,
      };
      writer.block(about, [{ channel: "barrelTemperature", unit, timesMs, values }]);
      writer.close();
      return file;
    };
    assert.match(
      run(["backtest", flow, "--recording", record("bar", 250)]).stderr,
      /TWIN-RECORDING-005: .*barrelTemperature of extruder-1 in bar.*in Cel/,
    );
    const alarms = ({ after }: BacktestResult) => after.decisions.alarms.map(({ id, priority }) => `${id} ${priority}`);
    const [inKelvin, inCelsius] = [
      json(["--recording", record("K", 523.15)]),
      json(["--recording", record("Cel", 250)]),
    ];
    assert.deepEqual(alarms(inKelvin), alarms(inCelsius));
    assert.ok(alarms(inKelvin).length > 0);
  });

  it("says what a flow can't be run with", () => {
    const alien = join(folder.path, "alien.json");
    writeFileSync(alien, JSON.stringify([...FLOW, { ...node("x", "twin-state", []), type: "no-such-node" }]));
    assert.match(run(["backtest", alien, "--recording", recording]).stderr, /TWIN-BACKTEST-005: .*no-such-node/);
    assert.match(run(["backtest", flow, "--recording", flow]).stderr, /TWIN-RECORDING-002/);
  });
});
