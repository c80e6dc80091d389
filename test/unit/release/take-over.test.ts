import assert from "node:assert/strict";
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { keepRunning } from "../../../scripts/edge/keep-running.ts";
import { takeOver } from "../../../scripts/edge/take-over.ts";
import { installRelease } from "../../../scripts/release/install-release.ts";
import { readState, releaseFolder, stateFile } from "../../../scripts/release/release-state.ts";
import { settingsOf } from "../../../scripts/release/settings-of.ts";
import { commitFlow } from "../../../scripts/revisions/commit-flow.ts";
import { keptFlow } from "../../../scripts/revisions/running-flow.ts";
import { keyIn, released, smallFlow } from "../../support/released.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const withStore = (word: string) => [
  ...smallFlow(word),
  { id: "store", type: "twinloom-store", name: "store", driver: "embedded", file: "edge.db", configVersion: 1 },
  { id: "type", type: "twinloom-asset-type", kind: "extruder-cooling", definition: "", place: "", configVersion: 1 },
  {
    ...{ id: "rul", type: "twinloom-rul-predictor", z: "tab", name: "rul", assetType: "type", store: "store" },
    ...{ wires: [[]], configVersion: 1 },
  },
];

describe("a release that can't be put in place", () => {
  // every installation is flushed to a disk that others may be busy with
  const folder = temporaryFolder();
  const key = keyIn(folder.path);
  let homes = 0;
  let [first, second, deciding] = ["", "", ""];

  before(async () => {
    const make = (name: string, flow: ReturnType<typeof smallFlow>, SITE: string) =>
      released(folder.path, { flow, key: key.key, name, settings: { SITE } });
    first = await make("plant-1", smallFlow("one"), "north");
    second = await make("plant-2", smallFlow("two"), "south");
    deciding = await make("plant-3", withStore("three"), "west");
  });
  after(folder.remove);

  const newHome = (): string => join(folder.path, `home-${++homes}`);
  const install = (file: string, home: string) => installRelease(file, home, key.publicFile);
  const wordOf = (home: string): string =>
    /"(\w+)"/.exec(String(keptFlow(home).find(({ id }) => id === "say")?.["func"]))?.[1] ?? "";
  const start = async (home: string) => {
    const told: string[] = [];
    const taken = await takeOver(home, (error) => told.push(error instanceof TwinError ? error.code : String(error)));
    return { taken, told, word: wordOf(home), site: settingsOf(home)["SITE"] };
  };

  it("gives way at a start to what ran before, which is told", async () => {
    const home = newHome();
    await install(first, home);
    await start(home);
    await install(second, home);
    writeFileSync(join(releaseFolder(home, readState(home).current?.id ?? ""), "flow.json"), "[]");
    const { told, word, site } = await start(home);
    assert.deepEqual([told, word, site], [["TWIN-RELEASE-001", "TWIN-RELEASE-011"], "one", "north"]);
    assert.equal(readState(home).current?.name, "plant-1");
  });

  it("leaves nothing of its flow when its models can't be kept after that", async () => {
    const home = newHome();
    await install(first, home);
    await start(home);
    await install(deciding, home);
    mkdirSync(join(home, "edge.db"));
    const { told, word, site } = await start(home);
    assert.equal(told.at(-1), "TWIN-RELEASE-011");
    assert.deepEqual([word, site], ["one", "north"]);
  });

  it("leaves the flow that runs where the list of releases is damaged, and the next one mends the list", async () => {
    const home = newHome();
    await install(first, home);
    await start(home);
    writeFileSync(stateFile(home), '{"version":1,"cur');
    assert.deepEqual([(await start(home)).told, wordOf(home)], [["TWIN-RELEASE-012"], "one"]);
    assert.match((await install(second, home)).previous?.name ?? "", /^revision /);
    assert.deepEqual([(await start(home)).word, readState(home).current?.name], ["two", "plant-2"]);
    assert.ok(existsSync(`${stateFile(home)}.damaged`));
  });

  it("leaves the flow that runs where going back fails too, and does not stop it again and again", async () => {
    const home = newHome();
    commitFlow(home, smallFlow("old"), { user: "ann", message: "by hand" });
    await install(first, home);
    await start(home);
    await install(second, home);
    const { current, previous } = readState(home);
    for (const one of [current, previous]) writeFileSync(join(releaseFolder(home, one?.id ?? ""), "flow.json"), "[]");
    const { taken, told, word } = await start(home);
    assert.deepEqual([told, word], [["TWIN-RELEASE-001", "TWIN-RELEASE-001"], "one"]);
    let starts = 0;
    const running = keepRunning(
      home,
      () => {
        starts++;
        const { promise, resolve } = Promise.withResolvers<number>();
        return { stop: () => resolve(0), ended: promise };
      },
      () => {},
      taken,
    );
    await new Promise((resolve) => setTimeout(resolve, 600));
    running.stop();
    assert.deepEqual([await running.ended, starts], [0, 1]);
  });

  it("is told of and ends where there is no other flow to run", async () => {
    const home = newHome();
    await install(first, home);
    writeFileSync(join(releaseFolder(home, readState(home).current?.id ?? ""), "flow.json"), "[]");
    await assert.rejects(start(home), /TWIN-RELEASE-001/);
  });

  it("is not written again where it is there to the byte, so that what runs keeps its settings through a power cut", async () => {
    const home = newHome();
    const { id } = await install(first, home);
    const { ino } = statSync(releaseFolder(home, id));
    await install(first, home);
    assert.equal(statSync(releaseFolder(home, id)).ino, ino);
  });
});
