import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { commitFlow } from "../../scripts/revisions/commit-flow.ts";
import { keptFlow } from "../../scripts/revisions/running-flow.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const flow = (seconds: number): FlowNode[] => [
  { id: "t", type: "tab", label: "Pump" },
  { id: "a", type: "twinloom-twin-state", z: "t", x: 1, y: 1, name: "twin", onDelaySeconds: seconds, wires: [[]] },
];

describe("twinloom revisions", () => {
  const folder = temporaryFolder();
  const home = folder.path;
  after(() => folder.remove());

  const run = (...args: string[]) => {
    const command = [join(root, "scripts/twinloom.ts"), "revisions", ...args, "--home", home];
    const { status, stdout, stderr } = spawnSync(process.execPath, command);
    return { status, out: stdout.toString(), err: stderr.toString() };
  };
  const ids: string[] = [];

  before(() => {
    for (const [seconds, user, message] of [
      [0, "anna", "first"],
      [30, "ben", "fewer alarms"],
    ] as const) {
      ids.push(commitFlow(home, flow(seconds), { user, message }).id);
    }
  });

  it("lists who deployed what and why, newest first", () => {
    const [head, newest, oldest] = run("list").out.split("\n");
    assert.match(head ?? "", /REVISION +WHEN \(UTC\) +WHO +LABELS +FLOW +WHY/);
    assert.match(newest ?? "", new RegExp(`^\\* +${ids[1]} .* ben .* fewer alarms$`));
    assert.match(oldest ?? "", new RegExp(`^ +${ids[0]} .* anna .* first$`));
  });

  it("tells what the last one changed, and what lies between any two", () => {
    assert.match(
      run("show").out,
      /by ben: fewer alarms[\s\S]*Pump\n {2}~ twin \(twin state\)\n {6}Raise after: 0 s -> 30 s\n$/,
    );
    const back = JSON.parse(run("diff", ids[1]?.slice(0, 6) ?? "", ids[0] ?? "", "--json").out);
    assert.deepEqual(back.nodes[0].fields[0].after, "0 s");
  });

  it("gives a label once, and takes it by its label afterwards", () => {
    assert.equal(run("label", ids[0] ?? "", "v1.0").status, 0);
    assert.match(run("label", "head", "v1.0").err, /^TWIN-REV-010: .*revision .* has it/);
    assert.match(run("label", "head", "abc").err, /^TWIN-REV-010: .*looks like the id/);
    assert.match(run("show", "v1.0").out, /by anna: first[\s\S]*label v1\.0/);
  });

  it("goes back in one step, as a revision of its own", () => {
    assert.equal(run("rollback", "--by", "carl", "--message", "too late").status, 0);
    assert.match(run("list").out, new RegExp(`carl .*Rolled back to ${ids[0]}: too late`));
    assert.equal(keptFlow(home).find(({ id }) => id === "a")?.["onDelaySeconds"], 0);
    assert.equal(run("unlabel", "v1.0").status, 0);
  });

  it("takes the last revision again where a file was damaged by hand", () => {
    writeFileSync(join(home, "flows/tabs/t.json"), "<<<<<<< HEAD\n");
    assert.equal(run("rollback", "head").status, 0);
    assert.equal(keptFlow(home).length, 2);
  });

  it("gives a coded reason for a revision that is not there, or that several words could mean", () => {
    assert.match(run("show", "ffffffffffff").err, /^TWIN-REV-005/);
    assert.match(run("show", "v1.0").err, /^TWIN-REV-005/);
    assert.equal(run("diff").status, 2);
  });
});
