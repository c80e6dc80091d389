import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BacktestResult } from "../../scripts/backtest/backtest.ts";
import { recordPlant } from "../support/recorded-plant.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");

const node = (id: string, type: string, wires: string[][], settings: object = {}) => ({
  ...{
    id,
    type: type === "function" || type === "mqtt out" ? type : `twinloom-${type}`,
    z: "tab",
    name: id,
    x: 1,
    y: 1,
    wires,
  },
  ...settings,
});
const STORE = {
  id: "store",
  type: "twinloom-store",
  name: "",
  driver: "influx1",
  url: "http://127.0.0.1:9",
  database: "d",
};
const ORDERS_TO_THE_PLANT = node("plant", "mqtt out", [], { topic: "orders", broker: "broker" });
const flow = (settings: object = {}, more: readonly object[] = []): object[] => [
  { id: "tab", type: "tab", label: "extruder" },
  { ...STORE, configVersion: 1 },
  { id: "broker", type: "mqtt-broker", broker: "127.0.0.1", port: "9" },
  { id: "type", type: "twinloom-asset-type", kind: "extruder-cooling", definition: "", place: "" },
  node("source", "sensor-source", [["features"], []], { assetType: "type", protocol: "mqtt", store: "store" }),
  node("features", "feature-extractor", [["twin"], []], { assetType: "type" }),
  node("twin", "twin-state", [["forecasts"], [], ["orders"]], { assetType: "type", store: "store" }),
  node("forecasts", "rul-predictor", [["orders"]], { assetType: "type", store: "store", ...settings }),
  node("orders", "work-order-sink", [["plant"], [], ["twin"]], { assetType: "type", store: "store" }),
  ORDERS_TO_THE_PLANT,
  ...more,
];

describe("twinloom backtest, on what the demo plant has recorded", () => {
  const folder = temporaryFolder();
  let recorded: Awaited<ReturnType<typeof recordPlant>>;
  let first: BacktestResult;

  const write = (name: string, nodes: readonly object[]): string => {
    const file = join(folder.path, name);
    writeFileSync(file, JSON.stringify(nodes));
    return file;
  };
  const run = (...args: string[]) =>
    spawnSync(
      process.execPath,
      [
        "--disable-warning=ExperimentalWarning",
        "scripts/twinloom.ts",
        "backtest",
        ...args,
        "--store",
        recorded.file,
        "--home",
        folder.path,
      ],
      { cwd: root, encoding: "utf8", maxBuffer: 1e9 },
    );
  const json = (...args: string[]): BacktestResult => JSON.parse(run(...args, "--json").stdout);
  const hashOfStore = (): string => createHash("sha256").update(readFileSync(recorded.file)).digest("hex");

  before(async () => {
    recorded = await recordPlant(folder.path);
    const before = hashOfStore();
    first = json(write("flow.json", flow()));
    assert.equal(hashOfStore(), before, "the history is only read");
  });
  after(folder.remove);

  it("raises the orders that a live flow would have raised, and scores its forecasts by what happened", () => {
    const { summary, decisions, scores } = first.after;
    assert.ok(first.readings > 10_000);
    assert.deepEqual([summary.failures, summary.missed], [1, 0]);
    const own = decisions.orders.find(({ component }) => component === recorded.component) ?? assert.fail("no order");
    assert.ok(own.raisedTime < recorded.failedMs, "before it failed");
    assert.equal(own.status, "closed", "as the maintenance was done then");
    assert.equal(scores[0]?.outcome, "foretold");
    assert.ok((summary.maeHours ?? Number.NaN) < 100, `mean error ${summary.maeHours} h`);
  });

  it("names what it keeps from acting", () => {
    assert.deepEqual(
      first.after.muted.map(({ id }) => id),
      ["plant"],
    );
    assert.deepEqual(first.after.doubts, []);
    assert.deepEqual(first.after.errors, {});
  });

  it("gives the same decisions, byte for byte, a second time", () => {
    const again = json(write("again.json", flow()), "--jobs", "1");
    assert.equal(again.after.digest, first.after.digest);
    assert.equal(JSON.stringify(again.after.decisions), JSON.stringify(first.after.decisions));
  });

  it("tells what another revision decides otherwise, and fails where a limit is passed", () => {
    const [old, fresh] = [join(folder.path, "flow.json"), write("without-forecasts.json", flow({ wires: [[]] }))];
    const page = join(folder.path, "diff.html");
    const { status, stdout, stderr } = run(
      old,
      "--against",
      fresh,
      "--limit",
      "orders=0",
      "--limit",
      "criticalOrders=0",
      "--page",
      page,
    );
    assert.match(stdout, /orders: \d+ more, \d+ fewer, \d+ otherwise, \d+ the same/);
    assert.match(readFileSync(page, "utf8"), /<polyline class="before"/);
    const { after, before } = json(old, "--against", fresh);
    assert.ok(before && before.revision !== after.revision);
    assert.ok(after.summary.orders > before.summary.orders, "without forecasts there are fewer orders");
    assert.equal(status, 1);
    assert.match(stderr, /TWIN-BACKTEST-009/);
  });

  it("names a node that may give something else another time, and refuses it when told to", () => {
    const random = node("dice", "function", [[]], {
      func: "msg.payload = Math.random(); return msg;",
      libs: [],
      outputs: 1,
    });
    const file = write("random.json", flow({}, [random]));
    const { status, stderr } = run(file, "--strict");
    assert.equal(status, 1);
    assert.match(stderr, /TWIN-BACKTEST-010: 1 nodes.*dice \(its code draws random numbers\)/);
  });

  it("says what time the history has, and what it does not know", () => {
    const file = join(folder.path, "flow.json");
    assert.match(run(file, "--from", "2031-01-01").stderr, /TWIN-BACKTEST-002: .* from 2031-01-01 to its end/);
    assert.match(run(file, "--from", "2026-02-01", "--to", "2026-01-01").stderr, /TWIN-BACKTEST-004/);
    assert.match(run(file, "--from", "soon").stderr, /TWIN-BACKTEST-003: --from is soon/);
    assert.match(run(file, "--asset", "pump-9").stderr, /TWIN-BACKTEST-001: .*pump-9/);
    assert.match(run(file, "--limit", "joy=1").stderr, /TWIN-BACKTEST-008/);
    assert.match(run(file, "--limit", "orders=0").stderr, /TWIN-BACKTEST-013: .*--against/, "it would hold of nothing");
    assert.equal(run(file, "--jobs", "many").status, 2);
    const unknown = write("unknown.json", [...flow(), { ...node("x", "twin-state", []), type: "no-such-node" }]);
    assert.match(run(unknown).stderr, /TWIN-BACKTEST-005: .*no-such-node/);
  });

  it("has the command of its help", () => {
    const help = execFileSync(process.execPath, ["scripts/twinloom.ts", "backtest", "--help"], {
      cwd: root,
      encoding: "utf8",
    });
    assert.match(help, /--against <flow>/);
  });
});
