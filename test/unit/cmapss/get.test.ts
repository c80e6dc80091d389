import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { getCmapss } from "../../../scripts/datasets/cmapss/get.ts";
import { unzip } from "../../../scripts/datasets/unzip.ts";
import { npzBytes } from "../../../scripts/training/npz.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("fetching a public data set", () => {
  const folder = temporaryFolder();
  after(folder.remove);

  it("writes nothing of an archive that is not the one it should be", async () => {
    const file = join(folder.path, "other.zip");
    writeFileSync(file, npzBytes({ train_FD001: Buffer.from("1 1 0\n") }));
    const out = join(folder.path, "out");
    await assert.rejects(
      getCmapss(out, file, () => {}),
      { code: "TWIN-DATA-002" },
    );
    assert.ok(!existsSync(out));
  });

  it("says which archive is not there", async () => {
    await assert.rejects(
      getCmapss(folder.path, join(folder.path, "none.zip"), () => {}),
      /^TWIN-DATA-004: .*none\.zip/,
    );
  });

  it("unpacks what is stored and what is deflated, and refuses what is cut off", () => {
    const archive = npzBytes({ a: Buffer.from("stored"), b: Buffer.from("too") });
    assert.deepEqual(
      Array.from(unzip(archive), ([name, content]) => [name, content().toString()]),
      [
        ["a.npy", "stored"],
        ["b.npy", "too"],
      ],
    );
    const deflated = npzBytes({ c: deflateRawSync(Buffer.from("deflated")) });
    const directory = deflated.readUInt32LE(deflated.length - 6);
    deflated.writeUInt16LE(8, directory + 10);
    assert.equal(unzip(deflated).get("c.npy")?.().toString(), "deflated");
    assert.throws(() => unzip(archive.subarray(0, -30)), /no zip archive, or cut off/);
  });
});
