import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BacktestResult } from "../../scripts/backtest/backtest.ts";
import { writeRecording } from "../../scripts/recording/write-recording.ts";
import {
  EXTRUDER_GAP,
  EXTRUDER_MINUTES,
  EXTRUDER_START_MS,
  extruderFlow,
  recordExtruder,
} from "../support/recorded-extruder.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const FLOW = extruderFlow({ forecasts: true });
const root = join(import.meta.dirname, "../..");
describe("a backtest of 36 hours with a gap", () => {
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
    await recordExtruder(store);
    first = json(["--store", store]);
  });

  it("forecasts, alarms and orders are there, and the gap is no error", () => {
    const { decisions, errors } = first.after;
    const counts = [decisions.forecasts, decisions.alarms, decisions.orders].map(({ length }) => length > 0);
    assert.deepEqual(counts, [true, true, true], JSON.stringify(first.after.summary));
    assert.deepEqual(errors, {});
    assert.equal(first.readings, (EXTRUDER_MINUTES - EXTRUDER_GAP[1] + EXTRUDER_GAP[0]) * 4);
  });

  it("gives the same bytes from a recording of the store", () => {
    const { stdout, stderr } = run(["history", "record", recording, "--flow", flow, "--store", store]);
    assert.match(stdout, /8,240 readings of 1 machines/, stderr);
    assert.equal(json(["--recording", recording]).after.digest, first.after.digest);
  });

  it("gives the same bytes of a part, wherever in an hour that and the recording begin", () => {
    const [half, part] = ["half.twr", ["--from", new Date(EXTRUDER_START_MS + 125 * 60_000).toISOString()]] as const;
    const later = new Date(EXTRUDER_START_MS + 40 * 60_000).toISOString();
    run(["history", "record", join(folder.path, half), "--flow", flow, "--store", store, "--from", later]);
    const of = (...from: string[]): string => json([...from, ...part]).after.digest;
    assert.equal(of("--recording", join(folder.path, half)), of("--store", store));
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
      const timesMs = Float64Array.from({ length: 200 }, (_, i) => EXTRUDER_START_MS + i * 60_000);
      const values = timesMs.map((_, i) => value + i / 1000);
      const writer = writeRecording(file);
      const about = {
        asset: "extruder-1",
        assetType: "extruder-cooling",
        fromMs: EXTRUDER_START_MS,
        toMs: EXTRUDER_START_MS + 200 * 60_000,
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
    // unconverted it would lie beyond what is possible, and raise nothing
    assert.ok(
      alarms(json(["--recording", record("K", 523.15)])).some((one) =>
        one.startsWith("extruder-1/barrelTemperature/high"),
      ),
    );
  });

  it("runs other palettes' nodes scan by scan, and those that wait on the data's time", () => {
    const told = (id: string, z = "tab") => ({
      id,
      z,
      type: "function",
      func: `node.error("${id}"); return null;`,
      outputs: 0,
      wires: [],
    });
    const waiting = [
      {
        id: "d",
        z: "tab",
        type: "delay",
        pauseType: "delay",
        timeout: "10",
        timeoutUnits: "minutes",
        wires: [["late"]],
      },
      {
        ...{ id: "t", z: "tab", type: "trigger", op1: "", op1type: "nul", op2: "1", op2type: "str" },
        ...{ duration: "30", units: "min", extend: true, bytopic: "all", outputs: 1, wires: [["silent"]] },
      },
      {
        ...{ id: "f", z: "tab", type: "function", outputs: 1, wires: [["later"]], libs: [] },
        func: "setTimeout(() => node.send(msg), 7200000);",
      },
    ];
    const seen = ["scan", "late", "silent", "later"].map((id) => told(id));
    const wires = [["features", "scan", "d", "t", "f"], []];
    const file = join(folder.path, "waiting.json");
    const nodes = FLOW.map((one) => (one.id === "source" ? { ...one, wires } : one));
    writeFileSync(file, JSON.stringify([...nodes, ...waiting, ...seen]));
    const { stdout, stderr } = run(["backtest", file, "--store", store, "--json"]);
    assert.ok(stdout.startsWith("{"), stderr);
    const { errors, doubts } = (JSON.parse(stdout) as BacktestResult).after;
    const scans = EXTRUDER_MINUTES - EXTRUDER_GAP[1] + EXTRUDER_GAP[0];
    // what was due when the history ended has not come
    assert.deepEqual(errors, { late: scans - 10, later: scans - 120, scan: scans, silent: 1 });
    assert.deepEqual(doubts, []);
  });

  it("says of another file that it is no recording", () => {
    assert.match(run(["backtest", flow, "--recording", flow]).stderr, /TWIN-RECORDING-002/);
  });
});
