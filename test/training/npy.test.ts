import assert from "node:assert/strict";
import { join } from "node:path";
import { writeFeatureTable } from "../../scripts/training/feature-table.ts";
import { npyBytes, readNpy, writeNpy } from "../../scripts/training/npy.ts";
import { run, trainingPython } from "../../scripts/training/python.ts";
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

describe("a feature table", () => {
  it("is one file that NumPy reads at once, names and units with it", async function () {
    const python = await trainingPython().catch(() => this.skip());
    const folder = temporaryFolder();
    const file = join(folder.path, "table.npz");
    const features = [
      { name: "T50/mean5", unit: "1" },
      { name: "Übertemperatur", unit: "Cel" },
    ];
    const row = (a: number, b: number, rulHours: number) => ({ vector: Float64Array.of(a, b), rulHours });
    const lives = [[row(1, 2, 9), row(3, 4, 8)], [row(5, 6, 7)]];
    const hash = await writeFeatureTable(file, features, lives, "{cycle}");
    assert.equal(await writeFeatureTable(file, features, lives, "{cycle}"), hash);
    const told = await run(python, [
      "-c",
      "import json, sys, zipfile, numpy\n" +
        "assert zipfile.ZipFile(sys.argv[1]).testzip() is None\n" +
        "t = numpy.load(sys.argv[1])\n" +
        "print(json.dumps([{k: t[k].tolist() for k in t}, t['features'].flags.f_contiguous]))",
      file,
    ]);
    assert.deepEqual(JSON.parse(told), [
      {
        features: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        rul: [9, 8, 7],
        weight: [1, 1, 1],
        life: [0, 0, 1],
        names: ["T50/mean5", "Übertemperatur"],
        units: ["1", "Cel"],
        rulUnit: ["{cycle}"],
      },
      true,
    ]);
    folder.remove();
  });
});
