import assert from "node:assert/strict";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shippedModelFolder } from "../../../nodes/rul-predictor/shipped-models.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { lastOf, predictor } from "./predictor.ts";
import { lifeOf } from "./states-of-machine.ts";

const life = lifeOf("centrifugal-pump", "impeller", 3);
const states = life.states.slice(0, Math.floor(life.failureHours / 2));
const forecastBy = async (settings: object, from = states) => {
  const { sendAll, failures } = predictor({ everyHours: 100, ...settings });
  return { impeller: lastOf(await sendAll(from), "impeller"), failures };
};

describe("a hybrid forecast of the predictor", () => {
  it("lies between the physics and the trained model, and its contributions still add up", async () => {
    const [physics, onnx, hybrid] = await Promise.all(
      ["physics", "onnx", "hybrid"].map(async (engine) => (await forecastBy({ engine })).impeller),
    );
    assert.equal(hybrid?.engine, "hybrid");
    const [low = 0, high = 0] = [physics?.rulHours ?? 0, onnx?.rulHours ?? 0].sort((a, b) => a - b);
    const { rulHours = Number.NaN, baseHours = Number.NaN, drivers = [] } = hybrid ?? {};
    assert.ok(rulHours > 0.9 * low && rulHours < 1.1 * high, `${rulHours} h, of ${low} h and ${high} h`);
    const sum = drivers.reduce((total, { contributionHours = 0 }) => total + contributionHours, baseHours);
    assert.ok(Math.abs(sum - rulHours) < 0.01, `${sum} h of contributions, ${rulHours} h forecast`);
    assert.match(drivers.find(({ feature }) => feature === "physics")?.text ?? "", /^Physics: Damage \d+/);
  });

  it("leaves the physics alone, and says why, where the trained model does not know the machine", async () => {
    const odd = states.map((state) => ({ ...state, features: { ...state.features, "suctionPressure.mean": 3 } }));
    const { impeller } = await forecastBy({ engine: "hybrid" }, odd);
    assert.equal(impeller.engine, "physics");
    assert.match(impeller.reason, /^the physics alone: .*outside of what the model was trained on: Suction pressure/);
  });

  describe("with a model folder of the user's own", () => {
    const folder = temporaryFolder();
    const file = join(folder.path, "centrifugal-pump-impeller", "hybrid.json");
    before(() => cpSync(shippedModelFolder(), folder.path, { recursive: true }));
    after(folder.remove);

    it("refuses weights that were fitted to another model, and tells the way out", async () => {
      const card = JSON.parse(readFileSync(file, "utf8"));
      writeFileSync(file, JSON.stringify({ ...card, learnedSha256: "0".repeat(64) }));
      const { impeller, failures } = await forecastBy({ engine: "hybrid", modelFolder: folder.path });
      assert.equal(impeller.status, "insufficient");
      assert.deepEqual(failures.map(({ code }) => code).sort(), ["TWIN-PROGNOSIS-006", "TWIN-RUL-017"]);
    });

    it("refuses to be without weights, where automatic is not", async () => {
      rmSync(file);
      const { impeller, failures } = await forecastBy({ engine: "hybrid", modelFolder: folder.path });
      assert.equal(impeller.status, "insufficient");
      assert.deepEqual(
        failures.map(({ code }) => code),
        ["TWIN-RUL-017"],
      );
      assert.equal((await forecastBy({ modelFolder: folder.path })).impeller.engine, "onnx");
    });
  });
});
