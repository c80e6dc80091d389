import assert from "node:assert/strict";
import { join } from "node:path";
import { npyBytes, readNpy, writeNpy } from "../../scripts/training/npy.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("a NumPy file", () => {
  it("has the header of NEP 1, padded so that the values are aligned to 64 bytes", () => {
    const bytes = npyBytes(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]);
    assert.equal(bytes.toString("latin1", 0, 6), "\x93NUMPY");
    assert.deepEqual([bytes[6], bytes[7]], [1, 0]);
    const header = bytes.readUInt16LE(8);
    assert.equal((10 + header) % 64, 0);
    assert.equal(
      bytes.toString("latin1", 10, 10 + header).trim(),
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }",
    );
    assert.equal(bytes.toString("latin1", 9 + header, 10 + header), "\n");
    assert.equal(bytes.readFloatLE(10 + header + 4 * 5), 6);
    assert.equal(bytes.length, 10 + header + 24);
  });

  it("comes back as it was written", async () => {
    const folder = temporaryFolder();
    const file = join(folder.path, "a.npy");
    await writeNpy(file, Float32Array.of(0.5, -1, 1e9), [3]);
    assert.deepEqual(await readNpy(file), Float32Array.of(0.5, -1, 1e9));
    folder.remove();
  });
});
