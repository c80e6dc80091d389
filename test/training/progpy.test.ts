import assert from "node:assert/strict";
import { join } from "node:path";
import { progpyPython } from "../../scripts/training/progpy-python.ts";
import { run } from "../../scripts/training/python.ts";
import { readProgpyReference } from "../support/progpy-reference.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const SCRIPT = join(import.meta.dirname, "..", "..", "models", "training", "progpy_reference.py");

/** Numbers of two trees, wherever they stand, with their paths. */
const numbersOf = (value: unknown, path = ""): [string, number][] => {
  if (typeof value === "number") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => numbersOf(one, `${path}/${key}`));
};

describe("the reference numbers of NASA's ProgPy", () => {
  const folder = temporaryFolder();
  after(folder.remove);

  it("are what ProgPy computes today", async function () {
    let python = "";
    try {
      python = await progpyPython();
    } catch (error) {
      console.log(`      skipped: it needs Python with venv, and PyPI: ${error}`);
      this.skip();
    }
    const file = join(folder.path, "made.json");
    await run(python, [SCRIPT, file]);
    const kept = numbersOf(readProgpyReference());
    const made = numbersOf(readProgpyReference(file));
    assert.ok(kept.length > 500);
    assert.equal(made.length, kept.length);
    kept.forEach(([path, value], i) => {
      const [samePath, again = Number.NaN] = made[i] ?? [];
      assert.equal(samePath, path);
      assert.ok(Math.abs(again - value) <= 1e-6 * Math.max(Math.abs(value), 1e-9), `${path}: ${again}, kept ${value}`);
    });
  });
});
