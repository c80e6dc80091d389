import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { sign } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson } from "../../../models/release/canonical-json.ts";
import { installRelease } from "../../../scripts/release/install-release.ts";
import { stateFile } from "../../../scripts/release/release-state.ts";
import { writeArchive } from "../../../scripts/release/write-archive.ts";
import { keyIn, released, smallFlow } from "../../support/released.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("a release that was made by another version", () => {
  const folder = temporaryFolder();
  const key = keyIn(folder.path);
  const home = join(folder.path, "home");
  let file: string;

  before(async () => {
    file = await released(folder.path, { flow: smallFlow("one"), key: key.key, name: "plant-1" });
  });
  after(folder.remove);

  /** The same release as another version would have made it, signed with the same key. */
  const remade = (name: string, change: (manifest: { schema: string; requires: object }) => void): string => {
    const content = (part: string): Buffer => execFileSync("tar", ["-xOf", file, part], { maxBuffer: 1e9 });
    const entry = (part: string, bytes: Buffer) => ({ name: part, bytes: bytes.length, content: bytes });
    const manifest = JSON.parse(content("manifest.json").toString());
    change(manifest);
    const bytes = Buffer.from(canonicalJson(manifest));
    const out = join(folder.path, name);
    const parts = Object.keys(manifest.parts).sort();
    writeArchive(out, [
      entry("manifest.json", bytes),
      entry("manifest.sig", sign(null, bytes, key.key)),
      ...parts.map((part) => entry(part, content(part))),
    ]);
    return out;
  };
  const install = (path: string) => installRelease(path, home, key.publicFile);

  it("is refused where it needs a newer Twinloom and Node.js, both of which are named", async () => {
    const newer = remade("newer.twinloom", ({ requires }) =>
      Object.assign(requires, { twinloom: "9.1.0", node: "99.0.0" }),
    );
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8"));
    await assert.rejects(install(newer), ({ message }: Error) => {
      assert.ok(message.startsWith("TWIN-RELEASE-004: plant-1 can't run on this machine"), message);
      assert.ok(message.includes(`- it needs Twinloom 9.1.0, this is ${version}`), message);
      assert.ok(message.includes(`- it needs Node.js 99.0.0, this is ${process.versions.node}`), message);
      return true;
    });
    assert.ok(!existsSync(stateFile(home)));
  });

  it("is refused where its format is newer than what this one reads", async () => {
    const newer = remade("format.twinloom", (manifest) => Object.assign(manifest, { schema: "twinloom/release@99" }));
    await assert.rejects(install(newer), /TWIN-RELEASE-003: .*format 99, this one reads 1/);
  });

  it("is installed where it needs older ones", async () => {
    const older = remade("older.twinloom", ({ requires }) =>
      Object.assign(requires, { twinloom: "0.0.1", node: "20.0.0" }),
    );
    assert.equal((await install(older)).manifest.name, "plant-1");
  });
});
