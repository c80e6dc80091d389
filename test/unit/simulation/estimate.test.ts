import assert from "node:assert/strict";
import { physicsModels } from "../../../models/assets/index.ts";
import { createRandom } from "../../../models/random/random.ts";
import { estimate } from "../../../models/simulation/estimate.ts";
import { hiddenFactors } from "../../../models/simulation/hidden-factors.ts";
import type { PhysicsModel } from "../../../models/simulation/physics-model.ts";
import { lifeOf, rankOf, withinNinetyPercent } from "./life-of.ts";
import { linearWear } from "./linear-wear.ts";

const SAMPLES = 300;

/** Damage and wear rates of machines of any start damage, as the estimate after `hours` ranks the truth. */
const ranks = (model: PhysicsModel, hours: number, seeds: number) =>
  Array.from({ length: seeds }, (_, i) => {
    const random = createRandom(1_000_000 + i * 7919);
    const start: Record<string, number> = { ...model.initial(model.parameters, random) };
    for (const { state } of model.damage) start[state] = 0.6 * random.next() ** 4;
    const { observations, truths } = lifeOf(model, start, hours, random);
    const { states } = estimate(model, model.parameters, observations, {
      samples: SAMPLES,
      random: createRandom(1000 + i),
    });
    const keys = [...model.damage.map(({ state }) => state), ...hiddenFactors(model).map(({ key }) => key)];
    const truth = truths.at(-1) ?? {};
    return keys.map((key) => {
      const values = states.map((state) => state[key] ?? Number.NaN);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return { key, rank: rankOf(values, truth[key] ?? 0), error: Math.abs(mean - (truth[key] ?? 0)) };
    });
  }).flat();

const shareWithin = (found: readonly { rank: number }[]): number =>
  found.filter(({ rank }) => withinNinetyPercent(rank)).length / found.length;

const meanError = (found: readonly { key: string; error: number }[], key: string): number => {
  const errors = found.filter((one) => one.key === key).map(({ error }) => error);
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
};

describe("estimate", () => {
  it("has the true damage and wear rates within its 90 % interval for about 90 % of lives, on a model known in full", () => {
    const found = ranks(linearWear, 300, 40);
    const share = shareWithin(found);
    assert.ok(share >= 0.83 && share <= 0.99, `${share} of the truths are within`);
    assert.ok(meanError(found, "seatDamage") < 0.01 && meanError(found, "screwDamage") < 0.015);
    assert.ok(meanError(found, "seatFactor") < 0.06, "the prior alone would be 0.16 off");
  });

  for (const model of Object.values(physicsModels)) {
    it(`finds damage and wear rates of a ${model.id} without being surer than it is right`, () => {
      const found = ranks(model, 150, 8);
      const share = shareWithin(found);
      assert.ok(share >= 0.75, `${share} of the truths are within 90 % intervals`);
      for (const { state } of model.damage) assert.ok(meanError(found, state) < 0.03, `${state} is off`);
    });
  }

  it("leaves the prior as it is where nothing is measured", () => {
    const random = createRandom(3);
    const { observations } = lifeOf(linearWear, linearWear.initial(linearWear.parameters, random), 50, random);
    const blind = observations.map((one) => ({ ...one, channels: {} }));
    const options = { samples: 2000, random: createRandom(4), prior: "new" } as const;
    const logs = estimate(linearWear, linearWear.parameters, blind, options).states.map((state) =>
      Math.log(state["seatFactor"] ?? 0),
    );
    const sd = Math.sqrt(logs.reduce((sum, log) => sum + log * log, 0) / logs.length);
    assert.ok(Math.abs(sd - 0.2) < 0.015, `${sd}`);
  });
});
