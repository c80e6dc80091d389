import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readBearings } from "../../../scripts/datasets/femto/read-bearings.ts";
import { readLives } from "../../../scripts/datasets/femto/read-lives.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const INDEX = {
  fs_hz: 25_600,
  n_samples: 4,
  channels: ["horizontal", "vertical"],
  unit: "g",
  scale_g_per_lsb: 0.5,
  snapshot_period_s: 10,
  total_snapshots: 361,
  snapshots: [1, 6],
};
const LEVELS = Int16Array.from({ length: 16 }, (_, i) => i - 8);
const line = (horizontal: string, vertical: string): string => `9,39,39,65664,${horizontal},${vertical}`;

describe("the reader of FEMTO bearings", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  const pack = (index: unknown, bytes = Buffer.from(LEVELS.buffer)): void => {
    writeFileSync(join(folder.path, "Bearing1_1.json"), typeof index === "string" ? index : JSON.stringify(index));
    writeFileSync(join(folder.path, "Bearing1_1.i16.gz"), gzipSync(bytes));
  };
  const publish = (snapshots: Readonly<Record<string, string>>): void => {
    mkdirSync(join(folder.path, "Bearing1_2"));
    for (const [name, text] of Object.entries(snapshots)) writeFileSync(join(folder.path, "Bearing1_2", name), text);
  };
  const refuses = (wanted: RegExp, at = 0) =>
    assert.rejects(
      async () => {
        for (const bearing of await readBearings(folder.path)) await bearing.read(at);
      },
      { name: "TwinError", message: wanted },
    );

  it("gives the waveforms of a packed bearing in g, channel by channel, and the hours of its life", async () => {
    pack(INDEX);
    const [bearing] = await readBearings(folder.path);
    assert.equal(bearing?.name, "Bearing1_1");
    assert.equal(bearing?.lifeHours, 1);
    assert.deepEqual(bearing?.hours, [0, 50 / 3600]);
    assert.deepEqual(await bearing?.read(1), [Float64Array.of(0, 0.5, 1, 1.5), Float64Array.of(2, 2.5, 3, 3.5)]);
  });

  it("reads bearings as they were published, by comma or by semicolon, in the order of their numbers", async () => {
    const first = [line("0.5", "-0.25"), line("1.5", "2")].join("\n");
    publish({ "acc_00010.csv": first.replaceAll(",", ";"), "acc_00002.csv": `${first}\n`, "temp_00001.csv": "x" });
    const [bearing] = await readBearings(folder.path);
    assert.deepEqual(bearing?.hours, [10 / 3600, 90 / 3600]);
    assert.equal(bearing?.lifeHours, 90 / 3600);
    for (const at of [0, 1]) {
      assert.deepEqual(await bearing?.read(at), [Float64Array.of(0.5, 1.5), Float64Array.of(-0.25, 2)]);
    }
  });

  it("says where there is no bearing, and what can't be read", async () => {
    await refuses(/^TWIN-FEMTO-001: .* holds no bearing/);
    pack(INDEX);
    writeFileSync(join(folder.path, "Bearing1_1.i16.gz"), "no gzip");
    await refuses(/^TWIN-FEMTO-002: .*Bearing1_1\.i16\.gz can't be read/);
    await assert.rejects(() => readBearings(join(folder.path, "nowhere")), {
      name: "TwinError",
      message: /^TWIN-FEMTO-002/,
    });
  });

  it("names the field of a packed bearing's index that is wrong", async () => {
    const cases: readonly (readonly [index: unknown, wanted: RegExp])[] = [
      ["{", /^TWIN-FEMTO-003: .*\.json: \(the whole\) is not JSON/],
      [{ ...INDEX, fs_hz: 0 }, /^TWIN-FEMTO-003: .*\/fs_hz/],
      [{ ...INDEX, unit: "m/s2" }, /^TWIN-FEMTO-003: .*\/unit/],
      [{ ...INDEX, snapshots: [6, 6] }, /^TWIN-FEMTO-003: .*\/snapshots\/1 is not above/],
      [{ ...INDEX, total_snapshots: 5 }, /^TWIN-FEMTO-003: .*\/snapshots go beyond/],
    ];
    for (const [index, wanted] of cases) {
      pack(index);
      await refuses(wanted);
    }
  });

  it("refuses a life that ends before the bearing's own level is known", async () => {
    const samples = 64;
    pack({ ...INDEX, n_samples: samples, snapshots: [1], total_snapshots: 300 }, Buffer.alloc(2 * 2 * samples, 1));
    const message = /^TWIN-FEMTO-009: Bearing1_1 was recorded for 0\.83 h, which is no longer than the 1 h/;
    await assert.rejects(() => readLives(folder.path), { name: "TwinError", message });
  });

  it("refuses waveforms that are cut off", async () => {
    pack(INDEX, Buffer.from(LEVELS.buffer).subarray(0, 31));
    await refuses(/^TWIN-FEMTO-004: .*\.i16\.gz holds 31 bytes where its index says 32/);
  });

  it("refuses bearings that were measured in other channels than the first", async () => {
    pack(INDEX);
    for (const suffix of [".json", ".i16.gz"]) {
      copyFileSync(join(folder.path, `Bearing1_1${suffix}`), join(folder.path, `Bearing1_3${suffix}`));
    }
    writeFileSync(join(folder.path, "Bearing1_3.json"), JSON.stringify({ ...INDEX, channels: ["x", "y"] }));
    const message = /^TWIN-FEMTO-010: Bearing1_3 was measured in x, y where horizontal, vertical are expected/;
    await assert.rejects(() => readLives(folder.path), { name: "TwinError", message });
  });

  it("names file and line of a published snapshot that is damaged", async () => {
    const whole = [line("1", "2"), line("3", "4")];
    publish({ "acc_00001.csv": whole.join("\n"), "acc_00002.csv": `${whole[0]}\n9,39,39,65664,3` });
    await refuses(/^TWIN-FEMTO-005: .*acc_00002\.csv:2 has 5 columns instead of 6/, 1);
    publishOver("acc_00002.csv", [line("1", "NaN")].join("\n"));
    await refuses(/^TWIN-FEMTO-006: .*acc_00002\.csv:1: the acceleration "NaN" is no number/, 1);
    publishOver("acc_00002.csv", whole[0] ?? "");
    await refuses(/^TWIN-FEMTO-007: .*acc_00002\.csv has 1 samples where the bearing's other snapshots have 2/, 1);
  });

  const publishOver = (name: string, text: string): void => writeFileSync(join(folder.path, "Bearing1_2", name), text);
});
