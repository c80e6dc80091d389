import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkReleases } from "../../../scripts/doctor/check-releases.ts";
import { keepRunning } from "../../../scripts/edge/keep-running.ts";
import { takeOver } from "../../../scripts/edge/take-over.ts";
import { activate } from "../../../scripts/release/activate.ts";
import { installRelease } from "../../../scripts/release/install-release.ts";
import { readState } from "../../../scripts/release/release-state.ts";
import { rollBackRelease } from "../../../scripts/release/roll-back.ts";
import { commitFlow } from "../../../scripts/revisions/commit-flow.ts";
import { keptFlow } from "../../../scripts/revisions/running-flow.ts";
import { keyIn, released, smallFlow } from "../../support/released.ts";
import { mountSmallDisk } from "../../support/small-disk.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("an installed release", () => {
  // every installation is flushed to a disk that others may be busy with
  const folder = temporaryFolder();
  const key = keyIn(folder.path);
  let homes = 0;
  let [first, second] = ["", ""];

  before(async () => {
    first = await released(folder.path, { flow: smallFlow("one"), key: key.key, name: "plant-1" });
    second = await released(folder.path, { flow: smallFlow("two"), key: key.key, name: "plant-2" });
  });
  after(folder.remove);

  const newHome = (): string => join(folder.path, `home-${++homes}`);
  const install = (file: string, home: string) => installRelease(file, home, key.publicFile);
  const wordOf = (home: string): string =>
    /"(\w+)"/.exec(String(keptFlow(home).find(({ id }) => id === "say")?.["func"]))?.[1] ?? "";
  const foldersIn = (home: string): string[] => readdirSync(join(home, "releases")).filter((name) => name.length >= 12);

  it("runs from the next start on, and gives way to the one before it", async () => {
    const home = newHome();
    await install(first, home);
    await activate(home);
    await install(second, home);
    assert.equal(wordOf(home), "one", "until the start nothing changes");
    await activate(home);
    assert.equal(wordOf(home), "two");
    assert.deepEqual(
      [rollBackRelease(home).to.name, (await activate(home))?.current.name, wordOf(home)],
      ["plant-1", "plant-1", "one"],
    );
    assert.equal(await activate(home), undefined, "once");
  });

  it("gives way to the flow that was there before the first release", async () => {
    const home = newHome();
    commitFlow(home, smallFlow("old"), { user: "ann", message: "by hand" });
    await install(first, home);
    await activate(home);
    rollBackRelease(home);
    await activate(home);
    assert.equal(wordOf(home), "old");
    assert.throws(() => rollBackRelease(newHome()), /TWIN-RELEASE-010/);
  });

  it("leaves a flow that was deployed since, until it is installed again", async () => {
    const home = newHome();
    await install(first, home);
    await activate(home);
    commitFlow(home, smallFlow("edited"), { user: "ann", message: "by hand" });
    assert.equal(await activate(home), undefined);
    assert.equal(wordOf(home), "edited");
    assert.ok((await install(first, home)).again);
    await activate(home);
    assert.equal(wordOf(home), "one");
  });

  it("keeps the current and the previous one, and nothing of what a power cut has left", async () => {
    const home = newHome();
    mkdirSync(join(home, "releases", "0123456789ab.999999.incoming"), { recursive: true });
    await install(first, home);
    await install(second, home);
    const third = await released(folder.path, { flow: smallFlow("three"), key: key.key, name: "plant-3" });
    await install(third, home);
    const { current, previous } = readState(home);
    assert.deepEqual(foldersIn(home).sort(), [current?.id, previous?.id].sort());
    assert.deepEqual([current?.name, previous?.name], ["plant-3", "plant-2"]);
  });

  it("is refused where a node's package is missing or of another version", async () => {
    const dev = newHome();
    const home = newHome();
    const palette = (of: string, version: string): void => {
      const place = join(of, "node_modules/node-red-contrib-press");
      mkdirSync(place, { recursive: true });
      writeFileSync(
        join(place, "package.json"),
        JSON.stringify({ name: "node-red-contrib-press", version, "node-red": { nodes: { press: "press.js" } } }),
      );
      writeFileSync(join(place, "press.html"), '<script>RED.nodes.registerType("press", {})</script>');
    };
    palette(dev, "2.1.0");
    const flow = [...smallFlow("press"), { id: "p", type: "press", z: "tab", name: "p", wires: [] }];
    const file = await released(folder.path, { flow, key: key.key, name: "press-1", home: dev });
    await assert.rejects(
      install(file, home),
      /TWIN-RELEASE-004[\s\S]*the package node-red-contrib-press 2\.1\.0 is missing \(nodes press\)/,
    );
    palette(home, "3.0.0");
    await assert.rejects(install(file, home), /it needs node-red-contrib-press 2\.1\.0, 3\.0\.0 is installed/);
    assert.deepEqual(foldersIn(home), []);
    palette(home, "2.2.0");
    await install(file, home);
    await assert.rejects(
      released(folder.path, { flow, key: key.key, name: "press-2", home: newHome() }),
      /TWIN-RELEASE-009[\s\S]*no package here has the node type press/,
    );
  });

  it("is refused where the disk has no room for it, and leaves nothing there", async function () {
    const disk = mountSmallDisk(join(folder.path, "disk"), 16);
    if (!disk) this.skip();
    try {
      await assert.rejects(install(first, disk.path), /TWIN-RELEASE-005/);
      assert.deepEqual(foldersIn(disk.path), []);
    } finally {
      disk.remove();
    }
  });

  it("gives way to what ran before when its runtime does not start, which is told", async () => {
    const home = newHome();
    await install(first, home);
    await activate(home);
    await install(second, home);
    const started: string[] = [];
    const told: string[] = [];
    const begin = () => {
      const word = wordOf(home);
      started.push(word);
      const { promise, resolve } = Promise.withResolvers<number>();
      if (word === "two") resolve(1);
      return { stop: () => resolve(0), ended: promise };
    };
    const running = keepRunning(home, begin, (message) => told.push(String(message)), await takeOver(home, () => {}));
    while (started.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    running.stop();
    assert.equal(await running.ended, 0);
    assert.deepEqual(started, ["two", "one"]);
    assert.match(told[0] ?? "", /TWIN-RELEASE-011: plant-2 did not start here: plant-1 runs again/);
  });

  it("is looked at by the doctor: whether it was started, its flow is the one that runs, and its files are as they were", async () => {
    const home = newHome();
    const look = () => checkReleases({ home, flow: keptFlow(home), env: {}, nowMs: 0, nodeVersion: "" });
    const levels = (): string[] => look().map(({ level, what }) => `${level}: ${what}`);
    assert.deepEqual(levels(), []);
    await install(first, home);
    assert.match(levels()[0] ?? "", /^warning: plant-1 is installed and was never started$/);
    await activate(home);
    assert.match(levels()[0] ?? "", /^ok: plant-1: as they were signed; 1 trusted keys$/);
    commitFlow(home, smallFlow("edited"), { user: "ann", message: "by hand" });
    assert.match(levels()[0] ?? "", /^warning: The flow is another than that of plant-1/);
    const flow = join(home, "releases", readState(home).current?.id ?? "", "flow.json");
    writeFileSync(flow, "[]");
    assert.match(levels()[0] ?? "", /^error: TWIN-RELEASE-001/);
  });

  it("is checked again before it is gone back to", async () => {
    const home = newHome();
    await install(first, home);
    await install(second, home);
    const { previous } = readState(home);
    const flow = join(home, "releases", previous?.id ?? "", "flow.json");
    writeFileSync(flow, readFileSync(flow, "utf8").replace("one", "won"));
    assert.throws(() => rollBackRelease(home), /TWIN-RELEASE-001[\s\S]*flow\.json was changed/);
    assert.equal(readState(home).current?.name, "plant-2");
    assert.ok(existsSync(join(home, "releases", "state.json")));
  });
});
