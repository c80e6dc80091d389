import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { getPriority, tmpdir } from "node:os";
import { join } from "node:path";
import type { BacktestState } from "../../nodes/flow-revisions/backtest-service.ts";
import { backtestService } from "../../scripts/backtest/backtest-service.ts";
import { eventually } from "../support/eventually.ts";
import { extruderFlow, recordExtruder } from "../support/recorded-extruder.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** It runs after everything else on this machine. */
const LEAST_URGENT = 19;

describe("a backtest for the editor", () => {
  const folder = temporaryFolder();
  const home = join(folder.path, "home");
  const service = backtestService(home);
  const changed = extruderFlow({ forecasts: false, raiseAt: "CRITICAL" });
  // one that failed half-way must not fail the next one
  afterEach(() => void service.cancel());
  after(() => folder.remove());

  before(async () => {
    mkdirSync(home);
    writeFileSync(join(home, "flows.json"), JSON.stringify(extruderFlow({ forecasts: false })));
    await recordExtruder(join(home, "live.db"));
  });

  const ended = async (): Promise<BacktestState> => {
    await eventually("an end of the run", () => service.state().status !== "running", service.state);
    return service.state();
  };
  const children = (): number[] =>
    execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(process.pid)], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line.includes("editor-worker"))
      .map((line) => Number(line.trim().split(/\s+/)[0]));
  const childrenOf = (pid: number): number[] =>
    spawnSync("ps", ["-o", "pid=", "--ppid", String(pid)], { encoding: "utf8" })
      .stdout.split("\n")
      .filter((line) => line.trim() !== "")
      .map(Number);
  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  const leftFolders = (): string[] =>
    readdirSync(tmpdir()).filter((name) => name.startsWith("twinloom-editor-backtest-"));

  it("tells what the flow in the editor would have decided otherwise in the last day, with a page", async () => {
    service.start(changed, "day", "ann");
    const { status, report, user, error } = await ended();
    assert.deepEqual([status, user, error], ["done", "ann", undefined]);
    assert.ok(report && report.before.orders > report.after.orders, JSON.stringify(report));
    assert.equal(report.toMs - report.fromMs, 86_400_000);
    assert.equal(report.orders.gone.length, report.before.orders - report.after.orders);
    assert.deepEqual(report.errors, {});
    assert.match(service.page(), /What the flow decides on history/);
  });

  it("runs after the live flow, one at a time, and leaves nothing when it is cancelled", async () => {
    const before = leftFolders().length;
    service.start(changed, "all", "ann");
    const [pid = 0] = children();
    assert.equal(getPriority(pid) > getPriority() || getPriority() === LEAST_URGENT, true);
    const underWay = (): number[] | false => {
      const found = childrenOf(pid);
      return (service.state().share ?? 0) > 0 && found.length > 0 && found;
    };
    const runs = await eventually("its run under way", underWay, service.state);
    assert.throws(() => service.start(changed, "all", "bob"), { code: "TWIN-BACKTEST-011", message: /ann/ });
    assert.equal(service.cancel().status, "cancelled");
    await eventually("its process gone", () => children().length === 0, children);
    await eventually(
      "its runs gone",
      () => runs.every((run) => !isAlive(run)),
      () => runs,
    );
    await eventually("its folder gone", () => leftFolders().length === before, leftFolders);
  });

  it("says how a run has died", async () => {
    service.start(changed, "all", "ann");
    process.kill(children()[0] ?? 0, "SIGKILL");
    const { status, error } = await ended();
    assert.deepEqual([status, error?.code], ["failed", "TWIN-BACKTEST-007"]);
    assert.match(error?.message ?? "", /SIGKILL/);
  });

  it("says what is wrong: the same flow, no history, a node that is not installed", async () => {
    assert.throws(() => service.start(extruderFlow({ forecasts: false }), "all", "ann"), { code: "TWIN-BACKTEST-012" });
    service.start([...changed, { id: "x", type: "no-such-node", z: "tab", wires: [] }], "all", "ann");
    assert.match((await ended()).error?.message ?? "", /TWIN-BACKTEST-005: .*no-such-node/);
    const empty = join(folder.path, "empty");
    mkdirSync(empty);
    writeFileSync(join(empty, "flows.json"), JSON.stringify(extruderFlow({ forecasts: false })));
    const other = backtestService(empty);
    other.start(changed, "week", "ann");
    await eventually("an end", () => other.state().status !== "running", other.state);
    assert.deepEqual([other.state().status, other.state().error?.code], ["failed", "TWIN-STORE-001"]);
  });
});
