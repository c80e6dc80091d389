import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FlowNode } from "../../../models/revisions/flow-node.ts";
import { commitFlow } from "../../../scripts/revisions/commit-flow.ts";
import { allRevisions, headOf, readRevision } from "../../../scripts/revisions/history.ts";
import { flowToRun, hasFlow, runningFlow } from "../../../scripts/revisions/running-flow.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const flow = (limit: number): FlowNode[] => [
  { id: "t", type: "tab", label: "Pump" },
  { id: "a", type: "twinloom-twin-state", z: "t", x: 1, y: 2, wires: [], limit },
];
const anna = { user: "anna", message: "first" };

describe("the store of revisions", () => {
  let folder = temporaryFolder();
  let home = folder.path;
  beforeEach(() => {
    folder = temporaryFolder();
    home = folder.path;
  });
  afterEach(() => folder.remove());

  const limitThatRuns = (): unknown => runningFlow(home).nodes.find(({ id }) => id === "a")?.["limit"];
  const write = (path: string, text: string): void => writeFileSync(join(home, path), text);

  it("keeps each deploy with who, when, why and what it was made from", () => {
    const first = commitFlow(home, flow(1), anna);
    const second = commitFlow(home, flow(2), { user: "ben", message: "higher" }, { from: first.id });
    assert.deepEqual([second.parent, second.user, second.message], [first.id, "ben", "higher"]);
    assert.notEqual(second.flow, first.flow);
    assert.equal(headOf(home), second.id);
    assert.deepEqual(allRevisions(home).whole, [second, first]);
  });

  it("makes no revision where nothing has changed", () => {
    const first = commitFlow(home, flow(1), anna);
    assert.equal(commitFlow(home, flow(1).toReversed(), anna).id, first.id);
    assert.equal(allRevisions(home).whole.length, 1);
  });

  it("takes over a flows.json once, and one that is put in place later", () => {
    write("flows.json", JSON.stringify(flow(1)));
    assert.ok(hasFlow(home));
    assert.equal(limitThatRuns(), 1);
    assert.ok(!existsSync(join(home, "flows.json")) && hasFlow(home));
    write("flows.json", JSON.stringify(flow(5)));
    assert.equal(limitThatRuns(), 5);
    assert.deepEqual(
      allRevisions(home).whole.map(({ user }) => user),
      ["flows.json", "flows.json"],
    );
  });

  it("refuses a deploy that was made from another revision, and says whose came between", () => {
    const first = commitFlow(home, flow(1), anna);
    commitFlow(home, flow(2), { user: "ben", message: "" });
    assert.throws(() => commitFlow(home, flow(3), anna, { from: first.id }), /TWIN-REV-004: .* by ben .*Review/);
    assert.equal(limitThatRuns(), 2);
  });

  it("makes a revision of files that git has merged", () => {
    commitFlow(home, flow(1), anna);
    const file = "flows/tabs/t.json";
    write(file, readFileSync(join(home, file), "utf8").replace('"limit": 1', '"limit": 9'));
    assert.throws(() => commitFlow(home, flow(3), anna), /TWIN-REV-012/);
    assert.equal(limitThatRuns(), 9);
    assert.equal(allRevisions(home).whole[0]?.user, "files");
  });

  it("runs the last revision where a file has a merge conflict, and loses neither", () => {
    const { id } = commitFlow(home, flow(1), anna);
    write("flows/tabs/t.json", "<<<<<<< HEAD\n");
    const running = runningFlow(home);
    assert.equal(running.head, id);
    assert.match(running.problem?.message ?? "", /TWIN-REV-001: .*merge conflict/);
    assert.throws(() => commitFlow(home, flow(2), anna), /TWIN-REV-001/);
    assert.equal(readFileSync(join(home, "flows/tabs/t.json"), "utf8"), "<<<<<<< HEAD\n");
    commitFlow(home, flow(2), anna, { overFiles: true });
    assert.equal(limitThatRuns(), 2);
  });

  it("finishes what a power cut has left between a revision and its files", () => {
    commitFlow(home, flow(1), anna);
    const second = commitFlow(home, flow(2), anna);
    write("revisions/checked-out", `${second.parent}\n`);
    write("flows/tabs/t.json", "{");
    const running = runningFlow(home);
    assert.deepEqual([running.head, running.problem], [second.id, undefined]);
    assert.equal(limitThatRuns(), 2);
  });

  it("runs the files of the flow where the history is damaged, names it, and goes on from there", () => {
    const { id } = commitFlow(home, flow(1), anna);
    write(`revisions/log/${id}.json`, readFileSync(join(home, `revisions/log/${id}.json`), "utf8").slice(0, 40));
    assert.throws(() => readRevision(home, id), /TWIN-REV-003: .*no JSON/);
    assert.match(runningFlow(home).problem?.message ?? "", /TWIN-REV-003/);
    assert.equal(flowToRun(home).length, 2);
    assert.equal(limitThatRuns(), 1);
    commitFlow(home, flow(2), anna);
    assert.equal(runningFlow(home).problem, undefined);
    assert.deepEqual(allRevisions(home).broken, [id]);
  });

  it("notices a kept file in which one byte was changed", () => {
    const first = commitFlow(home, flow(1), anna);
    const hash = first.files["tabs/t.json"] ?? "";
    const object = `revisions/objects/${hash.slice(0, 2)}/${hash}.json`;
    write(object, readFileSync(join(home, object), "utf8").replace("Pump", "Pomp"));
    assert.match(runningFlow(home).problem?.message ?? "", /TWIN-REV-003: .*tabs\/t\.json was changed/);
    assert.equal(limitThatRuns(), 1);
  });

  it("runs the files, and refuses to write, where a newer version has kept the revisions", () => {
    commitFlow(home, flow(1), anna);
    write("revisions/store.json", '{ "version": 2 }');
    assert.match(runningFlow(home).problem?.message ?? "", /TWIN-REV-002: .*\(2\).*\(1\)/);
    assert.equal(limitThatRuns(), 1);
    assert.throws(() => commitFlow(home, flow(2), anna), /TWIN-REV-002/);
  });

  it("leaves a lock of a process that is gone, waits for none that lives", () => {
    mkdirSync(join(home, "revisions"));
    write("revisions/lock", "999999999");
    commitFlow(home, flow(1), anna);
    write("revisions/lock", String(process.ppid));
    assert.throws(() => commitFlow(home, flow(2), anna), new RegExp(`TWIN-REV-007: .*\\(${process.ppid}\\)`));
    utimesSync(join(home, "revisions/lock"), 0, 0);
    assert.notEqual(commitFlow(home, flow(2), anna).parent, undefined);
  });

  it("leaves no half-written file behind", () => {
    commitFlow(home, flow(1), anna);
    const left = readdirSync(home, { recursive: true }).filter((name) => /\.tmp$|lock$/.test(String(name)));
    assert.deepEqual(left, []);
  });
});
