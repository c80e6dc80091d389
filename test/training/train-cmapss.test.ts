import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cycleVectors } from "../../models/prognosis/cycles/cycle-features.ts";
import { addCycle, emptyCycleHistory } from "../../models/prognosis/cycles/cycle-history.ts";
import { readModelCard } from "../../models/prognosis/read-model-card.ts";
import { onnxRunner } from "../../nodes/rul-predictor/onnx/onnx-runner.ts";
import { SENSORS } from "../../scripts/datasets/cmapss/columns.ts";
import { parseEngines } from "../../scripts/datasets/cmapss/parse-engines.ts";
import { readTextFile } from "../../scripts/datasets/cmapss/read-text-file.ts";
import { run, trainingPython } from "../../scripts/training/python.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const DATA = join(process.env["TWINLOOM_DATA"] ?? join(ROOT, "..", "shared", "data"), "cmapss");
const ENGINES = 24;

const twinloom = (...args: string[]): Promise<string> =>
  run(process.execPath, [join(ROOT, "scripts", "twinloom.ts"), ...args]);
const firstEngines = (text: string): string =>
  text
    .split("\n")
    .filter((line) => Number(line.split(" ")[0]) <= ENGINES)
    .join("\n");

describe("training on turbofan engines", () => {
  const folder = temporaryFolder();
  after(folder.remove);
  const at = (...names: string[]): string => join(folder.path, ...names);
  const official = ["--test", join(DATA, "test_FD001.txt"), "--rul", join(DATA, "RUL_FD001.txt")];
  const set = ["--data", folder.path, "--subset", "FD001"];

  before(async function () {
    if (!existsSync(DATA)) {
      console.log(`      skipped: ${DATA} is absent; point TWINLOOM_DATA to a folder with cmapss/ in it`);
      return this.skip();
    }
    try {
      await trainingPython();
    } catch (error) {
      console.log(`      skipped: training needs Python with venv, and PyPI: ${error}`);
      return this.skip();
    }
    const whole = await readTextFile(join(DATA, "train_FD001.txt"));
    writeFileSync(at("train_FD001.txt"), `${firstEngines(whole.text)}\n`);
    await twinloom("train", "cmapss", ...set, "--out", at("first"), "--seed", "7");
  });

  it("gives the same files for the same seed, and a model that is held against its card", async () => {
    await twinloom("train", "cmapss", ...set, "--out", at("second"), "--seed", "7");
    for (const file of ["model.onnx", "card.json", "card.html", "expected.json"]) {
      assert.ok(readFileSync(at("first", file)).equals(readFileSync(at("second", file))), file);
    }
    const text = readFileSync(at("second", "card.json"), "utf8");
    writeFileSync(at("second", "card.json"), text.replace(/(?<="sha256": ").{64}/, "0".repeat(64)));
    await assert.rejects(evaluate("--model", at("second"), ...official), /TWIN-RUL-005/);
    const { features, ...card } = JSON.parse(text);
    writeFileSync(at("second", "card.json"), JSON.stringify({ ...card, features: features.toReversed() }));
    await assert.rejects(evaluate("--model", at("second"), ...official), /TWIN-PROGNOSIS-005/);
  });

  const evaluate = (...args: string[]): Promise<string> => twinloom("evaluate", "cmapss", ...set, ...args, "--json");

  it("scores test engines as one object, the same in both forms of the files", async () => {
    const found = JSON.parse(await evaluate("--model", at("first"), ...official));
    assert.equal(found.perEngine.length, 100);
    assert.ok(found.rmseClipped < 20 && found.rmseClipped < found.rmseRaw, `RMSE ${found.rmseClipped}`);
    assert.ok(found.nasaScoreClipped <= found.nasaScoreRaw);
    assert.deepEqual(Object.keys(found.coverage), ["50", "80", "90", "95"]);
    const inside = found.perEngine.filter(
      ({ truth, interval }: { truth: number; interval: { low: number; high: number } }) =>
        interval.low <= Math.min(truth, 125) && Math.min(truth, 125) <= interval.high,
    );
    assert.ok(Math.abs(found.coverage["90"] - inside.length / 100) < 1e-9);
  });

  it("leaves in the card all that the features are computed of", async () => {
    const file = at("first", "card.json");
    const card = readModelCard(readFileSync(file, "utf8"), file);
    const recipe = card.cycles;
    assert.ok(recipe);
    const model = await onnxRunner.load(at("first", "model.onnx"), card.model.sha256);
    const [engine] = parseEngines((await readTextFile(join(DATA, "test_FD001.txt"))).text, "test_FD001.txt");
    const history = emptyCycleHistory(recipe);
    const places = recipe.channels.map(({ name }) => SENSORS.findIndex((sensor) => sensor.name === name));
    engine?.sensors.forEach((sensors, i) => {
      const values = places.map((place) => sensors[place] ?? Number.NaN);
      addCycle(history, recipe, engine.settings[i] ?? [], values);
    });
    const row = Float32Array.from(cycleVectors(recipe)(history));
    const [own = Number.NaN] = (await model.run(row, 1)).get("rulHours") ?? [];
    await model.close();
    const { perEngine } = JSON.parse(await evaluate("--model", at("first"), ...official));
    assert.equal(perEngine[0].forecast, Number(Math.min(125, own).toFixed(4)));
  });

  it("says in code, file and line what is wrong with a file", async () => {
    const whole = readFileSync(at("train_FD001.txt"), "utf8");
    writeFileSync(at("cut.txt"), whole.slice(0, -60));
    writeFileSync(at("rul.txt"), "1\n2\n");
    await assert.rejects(
      evaluate("--model", at("first"), "--test", at("cut.txt"), "--rul", at("rul.txt")),
      /TWIN-CMAPSS-004: .*cut\.txt:\d+, the last line/,
    );
    await assert.rejects(evaluate("--model", at("nowhere")), /TWIN-CMAPSS-001: .*test_FD001\.txt is missing/);
  });
});
