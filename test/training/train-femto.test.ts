import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readModelCard } from "../../models/prognosis/read-model-card.ts";
import { run, trainingPython } from "../../scripts/training/python.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const DATA = join(process.env["TWINLOOM_DATA"] ?? join(ROOT, "..", "shared", "data"), "femto");
/** The four shortest of the lives: enough to train on, quick to read. */
const FEW = ["Bearing1_2", "Bearing2_1", "Bearing2_2", "Bearing3_1"];

const twinloom = (...args: string[]): Promise<string> =>
  run(process.execPath, [join(ROOT, "scripts", "twinloom.ts"), ...args]);

describe("training on bearings", () => {
  const folder = temporaryFolder();
  after(folder.remove);
  const at = (...names: string[]): string => join(folder.path, ...names);
  const copyOf = (name: string, bearings: readonly string[]): string => {
    mkdirSync(at(name));
    const files = readdirSync(DATA).filter((file) => bearings.some((bearing) => file.startsWith(`${bearing}.`)));
    for (const file of files) copyFileSync(join(DATA, file), at(name, file));
    return at(name);
  };
  const evaluate = async (...args: string[]) => JSON.parse(await twinloom("evaluate", "femto", ...args, "--json"));
  let few = "";

  before(async function () {
    if (!existsSync(DATA)) {
      console.log(`      skipped: ${DATA} is absent; point TWINLOOM_DATA to a folder with femto/ in it`);
      return this.skip();
    }
    try {
      await trainingPython();
    } catch (error) {
      console.log(`      skipped: training needs Python with venv, and PyPI: ${error}`);
      return this.skip();
    }
    few = copyOf("few", FEW);
    await twinloom("train", "femto", "--data", few, "--out", at("first"), "--seed", "7");
  });

  it("beats a constant guess on bearings left out, sees every onset in time, and is unsure where it can't know", async () => {
    const found = await evaluate("--data", DATA, "--leave-one-out");
    assert.equal(found.bearings, 6);
    assert.ok(found.normalisedRmse <= 0.2, `normalised RMSE ${found.normalisedRmse}`);
    assert.ok(Math.abs(found.normalisedRmseOfConstantGuess - Math.sqrt(1 / 12)) < 0.001);
    for (const { bearing, firstOnset, minutesFromOnsetToEnd } of found.perBearing) {
      assert.ok(firstOnset !== null && minutesFromOnsetToEnd > 0, `${bearing}: no onset before the end`);
      assert.ok(firstOnset.shareOfLife > 0.5, `${bearing}: an onset in the first half of its life`);
    }
    // Five lives can't carry 90 %: covering less often than they say is the one thing that intervals must not do.
    for (const level of ["50", "80", "90", "95"]) assert.ok(found.coverage[level] >= Number(level) / 100, level);
    assert.ok(found.meanWidth90BeforeOnset > found.meanWidth90AfterOnset);
    console.log(`      normalised RMSE ${found.normalisedRmse}, 90 % covers ${100 * found.coverage["90"]} %`);
  });

  it("gives the same files for the same seed", async () => {
    await twinloom("train", "femto", "--data", few, "--out", at("second"), "--seed", "7");
    for (const file of ["model.onnx", "card.json", "card.html", "expected.json"]) {
      assert.ok(readFileSync(at("first", file)).equals(readFileSync(at("second", file))), file);
    }
  });

  it("scores a model on bearings of another folder, and says which of them it was trained on", async () => {
    const others = await evaluate("--data", copyOf("other", ["Bearing3_2"]), "--model", at("first"));
    assert.equal(others.bearings, 1);
    assert.equal(others.perBearing[0].bearing, "Bearing3_2");
    assert.deepEqual(others.trainedOn, []);
    const known = await evaluate("--data", copyOf("known", FEW.slice(3)), "--model", at("first"));
    assert.deepEqual(known.trainedOn, FEW.slice(3));
    assert.match(known.protocol, /TRAINED ON Bearing3_1/);
  });

  it("leaves a card that fits its model, and refuses one that was changed", async () => {
    const file = at("first", "card.json");
    const text = readFileSync(file, "utf8");
    const card = readModelCard(text, file);
    assert.equal(card.onset?.watched, "envelopeRms");
    mkdirSync(at("changed"));
    copyFileSync(at("first", "model.onnx"), at("changed", "model.onnx"));
    for (const [from, to, code] of [
      ['"sha256": "', '"sha256": "f', /TWIN-PROGNOSIS-001|TWIN-RUL-005/],
      ['"operatingHours"', '"age"', /TWIN-PROGNOSIS-005/],
      ['"watched": "envelopeRms"', '"watched": "rms"', /TWIN-FEMTO-011/],
    ] as const) {
      writeFileSync(at("changed", "card.json"), text.replace(from, to));
      await assert.rejects(evaluate("--data", few, "--model", at("changed")), code);
    }
    await assert.rejects(evaluate("--data", few, "--model", at("nowhere")), /TWIN-FEMTO-011/);
  });

  it("refuses to learn from too few bearings", async () => {
    const train = twinloom("train", "femto", "--data", copyOf("two", FEW.slice(2)), "--out", at("none"));
    await assert.rejects(train, /TWIN-FEMTO-008: .* holds 2 bearings; 4 are needed/);
  });
});
