import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TwinError } from "../../models/errors/twin-error.ts";
import { createPlant } from "../../scripts/plant/plant.ts";
import { readPlant, writePlant } from "../../scripts/plant/plant-file.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("file of the plant", () => {
  const folder = temporaryFolder();
  const file = join(folder.path, "plant.json");
  const refuse = (error: TwinError): never => assert.fail(error.message);
  after(() => folder.remove());

  it("gives back what was written", () => {
    const memory = createPlant(5, Date.UTC(2026, 0, 1)).memory();
    writePlant(file, memory);
    assert.deepEqual(readPlant(file, refuse), memory);
  });

  it("is no error where there is none yet", () => {
    assert.equal(readPlant(join(folder.path, "none.json"), refuse), undefined);
    assert.equal(readPlant("", refuse), undefined);
  });

  const damaged: readonly (readonly [string, string])[] = [
    ["is cut short", '{"version":1,"se'],
    ["is of another version", '{"version":2}'],
    ["lacks machines", '{"version":1,"seed":1,"timeMs":0,"machines":{}}'],
  ];
  for (const [what, text] of damaged) {
    it(`is set aside with the reason when it ${what}`, () => {
      writeFileSync(file, text);
      const told: TwinError[] = [];
      assert.equal(
        readPlant(file, (error) => told.push(error)),
        undefined,
      );
      assert.equal(told[0]?.code, "TWIN-PLANT-003");
      assert.ok(!readdirSync(folder.path).includes("plant.json"));
      assert.ok(readdirSync(folder.path).some((name) => told[0]?.message.includes(name)));
    });
  }
});
