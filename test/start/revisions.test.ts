import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { commitFlow } from "../../scripts/revisions/commit-flow.ts";
import { allRevisions } from "../../scripts/revisions/history.ts";
import { eventually } from "../support/eventually.ts";
import { type SignedIn, signIn } from "../support/signed-in-editor.ts";
import { ownPlace, type StartedTwinloom, startTwinloom } from "../support/started-twinloom.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

interface Flows {
  readonly rev: string;
  readonly flows: FlowNode[];
}

const flow = (text: string): object[] => [
  { id: "t", type: "tab", label: "Line" },
  { id: "z", z: "t", type: "comment", name: "drawn", x: 1, y: 1, wires: [] },
  { id: "b", z: "t", type: "template", name: "", template: text, x: 300, y: 100, wires: [[]] },
  { id: "m", z: "", type: "mqtt-broker", broker: "127.0.0.1", port: "9", autoConnect: false },
];

describe("revisions of a running Twinloom", () => {
  const folder = temporaryFolder();
  const home = join(folder.path, "home");
  let twinloom: StartedTwinloom;
  let passwords: StartedTwinloom["passwords"];
  let admin: SignedIn;
  const start = async (): Promise<void> => {
    twinloom = await startTwinloom(await ownPlace(home), ["--no-plant"]);
    passwords ??= twinloom.passwords;
    admin = await signIn(twinloom.url, "admin", passwords["admin"]);
  };
  const running = (): Promise<Flows> => admin.get<Flows>("/flows");
  const newest = () => allRevisions(home).whole[0];

  before(async () => {
    mkdirSync(home);
    writeFileSync(join(home, "flows.json"), JSON.stringify(flow("one")));
    await start();
  });
  after(async () => {
    await twinloom?.stop();
    folder.remove();
  });

  it("begin with the flow that was there", async () => {
    assert.ok(!existsSync(join(home, "flows.json")));
    assert.equal(newest()?.message, "Taken over from flows.json");
    assert.equal((await running()).flows.length, 4);
  });

  it("keep who deployed and what was said, and no secret", async () => {
    const { rev } = await running();
    const [tab, drawn, node, broker] = flow("two");
    const flows = [tab, drawn, node, { ...broker, credentials: { user: "u", password: "geheim" } }];
    const headers = { "twinloom-message": encodeURIComponent("höher als zuvor") };
    assert.equal((await admin.send("/flows", { flows, rev }, headers)).status, 200);
    assert.deepEqual([newest()?.user, newest()?.message], ["admin", "höher als zuvor"]);
    const kept = ["flows", "revisions"].flatMap((name) => textsIn(join(home, name)));
    assert.ok(kept.length > 5 && kept.every((text) => !text.includes("geheim")));
  });

  it("refuse the second of two editors, and go on running what is there", async () => {
    const { rev } = await running();
    assert.equal((await admin.send("/flows", { flows: flow("mine"), rev })).status, 200);
    assert.equal((await admin.send("/flows", { flows: flow("yours"), rev })).status, 409);
    assert.ok(JSON.stringify(await running()).includes("mine"));
  });

  it("and what runs in shadow are shown and changed only for whom may see and deploy flows", async () => {
    const ask = (path: string, method: string) => fetch(`${twinloom.url}/twinloom/revisions/shadow${path}`, { method });
    const asked = [ask("", "GET"), ...["/start", "/promote", "/end"].map((path) => ask(path, "POST"))];
    assert.deepEqual(
      (await Promise.all(asked)).map(({ status }) => status),
      [401, 401, 401, 401],
    );
    assert.deepEqual(await admin.get("/twinloom/revisions/shadow"), {});
    const refused = await admin.send("/twinloom/revisions/shadow/end", {});
    assert.deepEqual([refused.status, JSON.parse(refused.text).code], [422, "TWIN-SHADOW-001"]);
  });

  it("load what another process has made the head", async () => {
    const nodes = (await running()).flows.map((node) => (node.id === "b" ? { ...node, template: "rolled" } : node));
    commitFlow(home, nodes, { user: "carl", message: "from the command line" });
    await eventually("the other's flow", async () => JSON.stringify(await running()).includes("rolled"));
  });

  it("are made of no deploy whose checks fail, which costs nothing of what runs and no secret", async () => {
    const { rev, flows } = await running();
    const secret = readFileSync(join(home, "flows_cred.json"), "utf8");
    const twin = { id: "w", z: "t", type: "twinloom-twin-state", name: "twin", assetType: "", wires: [[], [], []] };
    const bad = { flows: [...flow("bad").slice(0, 3), twin], rev };
    const before = newest();
    const { status, text } = await admin.send("/flows", bad);
    assert.equal(status, 422);
    assert.match(text, /"code":"TWIN-REV-011".* • twin \(Line\): TWIN-KIT-001: .*Asset type/);
    assert.match(
      (await admin.send("/flow", { id: "n", label: "new", nodes: [{ ...twin, z: "n" }] })).text,
      /TWIN-REV-011/,
    );
    assert.deepEqual([await running(), newest()], [{ rev, flows }, before]);
    assert.equal((await admin.send("/flows", { flows, rev })).status, 200);
    assert.equal(readFileSync(join(home, "flows_cred.json"), "utf8"), secret);
  });

  it("tell who has deployed in spite of failed checks, and why", async () => {
    const { rev, flows } = await running();
    const twin = { id: "w", z: "t", type: "twinloom-twin-state", name: "twin", assetType: "", wires: [[], [], []] };
    const headers = { "twinloom-override": encodeURIComponent("Prüfstand") };
    assert.equal((await admin.send("/flows", { flows: [...flows, twin], rev }, headers)).status, 200);
    const { user, override } = newest() ?? {};
    assert.deepEqual([user, override?.reason, override?.complaints.length], ["admin", "Prüfstand", 1]);
    assert.equal((await admin.send("/flows", { flows, rev: (await running()).rev })).status, 200);
  });

  it("are given out and taken in again as one file, byte for byte", async () => {
    const command = (...args: string[]) =>
      spawnSync(process.execPath, ["scripts/twinloom.ts", "flows", ...args, "--home", home]);
    const file = join(folder.path, "given.json");
    assert.equal(command("export", file).status, 0);
    assert.equal(command("import", file).status, 0);
    assert.equal(command("export").stdout.toString(), readFileSync(file, "utf8"));
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), (await running()).flows);
    writeFileSync(file, "[{}]");
    assert.match(command("import", file).stderr.toString(), /^TWIN-REV-009: .*given\.json .*node 1/);
  });

  it("name the flow as the messages of the running flow do, with subflows, groups and config nodes in it", async () => {
    const { rev, flows } = await running();
    const more = [
      {
        id: "s",
        type: "subflow",
        name: "twice",
        in: [{ x: 50, y: 30, wires: [{ id: "sf" }] }],
        out: [{ x: 300, y: 30, wires: [{ id: "sf", port: 0 }] }],
        env: [],
      },
      { id: "sf", type: "function", z: "s", name: "", func: "return msg;", outputs: 1, x: 150, y: 30, wires: [[]] },
      { id: "si", type: "subflow:s", z: "t", g: "g", x: 300, y: 200, wires: [["b"]] },
      { id: "g", type: "group", z: "t", name: "both", nodes: ["si"], x: 280, y: 150, w: 100, h: 100 },
      { id: "store", type: "twinloom-store", name: "store", driver: "embedded", file: "twinloom-store.db" },
    ];
    assert.equal((await admin.send("/flows", { flows: [...flows, ...more], rev })).status, 200);
    const told = await admin.get<{ runningFlow: string; revisions: { flow: string }[] }>("/twinloom/revisions");
    assert.equal(told.runningFlow, told.revisions[0]?.flow);
    assert.equal((await admin.send("/flows", { flows, rev: (await running()).rev })).status, 200);
  });

  it("are the same for Node-RED after a start, so that an open editor sees no change", async () => {
    const { rev } = await running();
    assert.equal((await admin.send("/flows", { flows: flow("last"), rev })).status, 200);
    const before = await running();
    await twinloom.stop();
    await start();
    assert.deepEqual(await running(), before);
  });
});

const textsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
