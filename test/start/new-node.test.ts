import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { rooms } from "../../scripts/build/rooms.ts";
import { createRoom } from "../../scripts/new-node/create-room.ts";
import { packageRoot } from "../support/node-red.ts";

const run = promisify(execFile);
const COPIED = ["package.json", "tsconfig.json", "biome.json", ".mocharc.json", "models", "nodes", "scripts", "test"];

const outputOf = async (folder: string, command: string, ...args: string[]): Promise<string> => {
  try {
    const { stdout } = await run(join(folder, "node_modules/.bin", command), args, { cwd: folder });
    return stdout;
  } catch (error) {
    return typeof error === "object" && error !== null && "stdout" in error ? String(error.stdout) : String(error);
  }
};

describe("a new node", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "twinloom-new-node-"));
    for (const path of COPIED) await cp(join(packageRoot, path), join(folder, path), { recursive: true });
    await symlink(join(packageRoot, "node_modules"), join(folder, "node_modules"));
    await createRoom(folder, "oil-analyser");
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("has a room and a line in package.json, and nothing else in it has changed", async () => {
    assert.ok((await rooms(folder)).includes("oil-analyser"));
    const before = await readFile(join(packageRoot, "package.json"), "utf8");
    const after = await readFile(join(folder, "package.json"), "utf8");
    const added = after.split("\n").filter((line) => !before.includes(line.replace(/,$/, "")));
    assert.deepEqual(added, ['      "oil-analyser": "dist/nodes/oil-analyser/node.js"']);
  });

  it("has the right types and style", async () => {
    assert.doesNotMatch(await outputOf(folder, "tsc", "-p", "."), /oil-analyser/);
    const style = await outputOf(
      folder,
      "biome",
      "check",
      "--vcs-enabled=false",
      "nodes/oil-analyser",
      "test/unit/oil-analyser",
    );
    assert.match(style, /Checked \d+ files.*No fixes applied/);
  });

  it("works, and has one test that waits for what it shall do", async () => {
    const said = await outputOf(folder, "mocha", "test/unit/oil-analyser/*.test.ts");
    assert.match(said, /2 passing/);
    assert.match(said, /1 failing/);
    assert.match(said, /write here what the oil analyser must do/);
  });

  it("fits into the house", async () => {
    const said = await outputOf(folder, "mocha", "test/unit/rooms.test.ts", "-g", "oil-analyser");
    assert.match(said, /3 passing/);
    assert.doesNotMatch(said, /failing/);
  });

  it("is refused where its name is taken or not in kebab-case", async () => {
    await assert.rejects(createRoom(folder, "oil-analyser"), /is there already/);
    await assert.rejects(createRoom(folder, "Oil Analyser"), /kebab-case/);
    await assert.rejects(createRoom(folder, ""), /kebab-case/);
  });
});
