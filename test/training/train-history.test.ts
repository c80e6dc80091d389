import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assetTypes } from "../../models/assets/index.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { machineType } from "../../scripts/datasets/history/machine-type.ts";
import type { RecordedLife } from "../../scripts/datasets/history/recorded-life.ts";
import { writeHistory } from "../../scripts/datasets/history/write-history.ts";
import { run, trainingPython } from "../../scripts/training/python.ts";
import type { MachineLife } from "../../scripts/training/simulate-machine.ts";
import { simulateMachines } from "../../scripts/training/simulate-machines.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const HOUR_MS = 3_600_000;
const LIVES = 16;

const twinloom = (...args: string[]): Promise<string> =>
  run(process.execPath, [join(import.meta.dirname, "..", "..", "scripts", "twinloom.ts"), ...args]);

/** What a store would have recorded of simulated fans until their impellers failed; the last one was taken out before. */
const exportOf = async (folder: string, machines: readonly MachineLife[], first: number): Promise<void> => {
  const { bases } = await machineType("induction-fan", "impeller");
  const quantities = bases.filter(({ source }) => source === "measured");
  const lives = machines.map(({ startMs, windows, failureHours }, i): RecordedLife => {
    const failed = failureHours["impeller"] ?? 0;
    const steps = windows.slice(0, Math.floor(failed)).map((window, hour) => ({
      timeMs: startMs + (hour + 1) * HOUR_MS,
      runningHours: 1,
      means: window.subarray(0, quantities.length),
    }));
    const asFound = i === machines.length - 1 ? "worn" : "failed";
    const endMs = Math.round(startMs + failed * HOUR_MS);
    return {
      order: `WO-${first + i}`,
      asset: `fan-${i}`,
      failureMode: "fouling",
      causeCode: "3.4",
      asFound,
      endMs,
      steps,
    };
  });
  await writeHistory(folder, { assetType: "induction-fan", component: "impeller", quantities, lives });
};

describe("training on a plant's own lives", () => {
  const folder = temporaryFolder();
  after(folder.remove);
  const at = (name: string): string => join(folder.path, name);

  before(async function () {
    try {
      await trainingPython();
    } catch (error) {
      console.log(`      skipped: training needs Python with venv, and PyPI: ${error}`);
      return this.skip();
    }
    const machines = simulateMachines(assetTypes["induction-fan"] as AssetType, 77, LIVES + 8);
    await exportOf(at("own"), machines.slice(0, LIVES), 0);
    await exportOf(at("others"), machines.slice(LIVES), LIVES);
    await twinloom("train", "history", "--data", at("own"), "--out", at("model"), "--seed", "3");
  });

  it("gives a model that forecasts lives it has not seen, and the same for the same seed", async () => {
    await twinloom("train", "history", "--data", at("own"), "--out", at("again"), "--seed", "3");
    for (const file of ["model.onnx", "card.json", "expected.json"]) {
      assert.ok(readFileSync(join(at("model"), file)).equals(readFileSync(join(at("again"), file))), file);
    }
    const found = JSON.parse(
      await twinloom("evaluate", "history", "--data", at("others"), "--model", at("model"), "--json"),
    );
    assert.deepEqual([found.lives, found.censored, found.trainedOn, found.perEngine.length], [7, 1, 0, 140]);
    const lives = found.perEngine.filter((_: unknown, i: number) => i % 20 === 0);
    const longest = Math.max(...lives.map(({ truth }: { truth: number }) => truth));
    assert.ok(found.rmseRaw < 0.2 * longest, `RMSE ${found.rmseRaw} h of lives up to ${longest} h`);
    assert.ok(found.coverage["90"] > 0.7, `90 % covers ${found.coverage["90"]}`);
  });

  it("does not score a model on what it was trained on", async () => {
    await assert.rejects(
      twinloom("evaluate", "history", "--data", at("own"), "--model", at("model")),
      /TWIN-LIVES-007: .* holds 0 lives/,
    );
  });

  it("refuses a history of too few failures with a code", async () => {
    await assert.rejects(
      twinloom("train", "history", "--data", at("others"), "--out", at("few")),
      /TWIN-LIVES-007: .* holds 7 lives that ended in a confirmed failure; 15 are needed/,
    );
  });
});
