import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parseEngines } from "../../../scripts/datasets/cmapss/parse-engines.ts";
import { parseRul } from "../../../scripts/datasets/cmapss/parse-rul.ts";
import { readTest, readTraining } from "../../../scripts/datasets/cmapss/read-set.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const line = (unit: number, cycle: number): string =>
  `${unit} ${cycle} ${Array.from({ length: 24 }, (_, i) => (i + cycle / 10).toFixed(4)).join(" ")}`;
const lines = (...of: readonly [unit: number, cycle: number][]): string[] => of.map(([unit, at]) => line(unit, at));
const text = (rows: readonly string[]): string => rows.map((row) => `${row}  \n`).join("");
const refusal = (wanted: RegExp) => ({ name: "TwinError", message: wanted });

describe("the reader of the C-MAPSS format", () => {
  it("gives each engine its cycles in order, settings and sensors apart", () => {
    const engines = parseEngines(text(lines([1, 1], [1, 2], [7, 1])), "train.txt");
    assert.deepEqual(
      engines.map(({ unit, sensors }) => [unit, sensors.length]),
      [
        [1, 2],
        [7, 1],
      ],
    );
    assert.deepEqual(engines[0]?.settings[1], Float64Array.of(0.2, 1.2, 2.2));
    assert.equal(engines[0]?.sensors[1]?.[20], 23.2);
  });

  it("names file and line of a missing column, of what is no number, and of a cycle out of order", () => {
    const whole = lines([1, 1], [1, 2], [1, 3]);
    const cases: readonly (readonly [rows: readonly string[], wanted: RegExp])[] = [
      [
        [whole[0] ?? "", (whole[1] ?? "").replace(/ \S+$/, ""), whole[2] ?? ""],
        /^TWIN-CMAPSS-003: a\.txt:2 has 25 col/,
      ],
      [[whole[0] ?? "", (whole[1] ?? "").replace(/ \S+$/, " NaN")], /^TWIN-CMAPSS-005: a\.txt:2: W32 is "NaN"/],
      [[(whole[0] ?? "").replace(/^1/, "one")], /^TWIN-CMAPSS-005: a\.txt:1: unit is "one"/],
      [lines([1, 1], [1, 3]), /^TWIN-CMAPSS-006: a\.txt:2: cycle 3 of engine 1 where cycle 2/],
      [lines([1, 1], [2, 1], [1, 2]), /^TWIN-CMAPSS-006: a\.txt:3: cycle 2 of engine 1/],
      [[], /^TWIN-CMAPSS-007: a\.txt holds no engine/],
    ];
    for (const [rows, wanted] of cases) assert.throws(() => parseEngines(text(rows), "a.txt"), refusal(wanted));
  });

  it("refuses a last line that is cut off at any place, and takes a whole one without an end of line", () => {
    const whole = lines([1, 1], [1, 2]).join("\n");
    assert.equal(parseEngines(whole, "a.txt")[0]?.sensors.length, 2);
    const firstEnd = whole.indexOf("\n") + 1;
    for (let length = firstEnd + 1; length < whole.length; length++) {
      const cut = whole.slice(0, length);
      if (cut.endsWith(" ") && cut.trim().split(/\s+/).length === 52) continue;
      assert.throws(() => parseEngines(cut, "a.txt"), refusal(/^TWIN-CMAPSS-004: a\.txt:2, the last line/), cut);
    }
  });

  it("reads remaining lives, one whole number a line", () => {
    assert.deepEqual(parseRul("112 \n98\n\n0", "rul.txt"), [112, 98, 0]);
    assert.throws(() => parseRul("112\n-3\n", "rul.txt"), refusal(/^TWIN-CMAPSS-008: rul\.txt:2: "-3"/));
  });

  it("takes plain and packed files, and says which is missing, broken or of another length", async () => {
    const folder = temporaryFolder();
    after(folder.remove);
    const at = (name: string): string => join(folder.path, name);
    await assert.rejects(
      readTraining(folder.path, "FD009"),
      refusal(/^TWIN-CMAPSS-001: .*train_FD009\.txt is missing/),
    );
    const content = text(lines([1, 1], [2, 1]));
    writeFileSync(at("train_A.txt"), content);
    writeFileSync(at("train_B.txt.gz"), gzipSync(content));
    const [plain, packed] = [await readTraining(folder.path, "A"), await readTraining(folder.path, "B")];
    assert.deepEqual([packed.sha256, packed.engines], [plain.sha256, plain.engines]);
    writeFileSync(at("train_C.txt.gz"), gzipSync(content).subarray(0, 30));
    await assert.rejects(readTraining(folder.path, "C"), refusal(/^TWIN-CMAPSS-002: .*train_C\.txt\.gz can't be read/));
    writeFileSync(at("rul.txt"), "5\n");
    await assert.rejects(
      readTest(folder.path, "A", { test: at("train_A.txt"), rul: at("rul.txt") }),
      refusal(/^TWIN-CMAPSS-009: .*rul\.txt has 1 remaining lives for the 2 engines/),
    );
    writeFileSync(at("rul.txt"), "5\n6\n");
    const { engines } = await readTest(folder.path, "A", { test: at("train_B.txt.gz"), rul: at("rul.txt") });
    assert.deepEqual(
      engines.map(({ cyclesLeft }) => cyclesLeft),
      [5, 6],
    );
  });
});
