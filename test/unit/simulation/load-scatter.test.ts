import assert from "node:assert/strict";
import { createRandom } from "../../../models/random/random.ts";
import { habitualLoad } from "../../../models/simulation/load-habit.ts";
import { type LoadScatter, learnScatter, meanRatioOf, scatterOf } from "../../../models/simulation/load-scatter.ts";
import { loadUncertainty } from "../../../models/simulation/load-uncertainty.ts";
import { HOUR_MS, START_MS } from "./life-of.ts";
import { linearWear } from "./linear-wear.ts";

const learnt = (speeds: readonly number[]): LoadScatter =>
  speeds.reduce<LoadScatter>(
    (scatter, speed, i) =>
      learnScatter(linearWear, scatter, { timeMs: START_MS + i * HOUR_MS, channels: {}, load: { speed } }),
    {},
  );

describe("how a load scatters about its plan", () => {
  it("is a hundredth before anything was seen", () => {
    assert.deepEqual([scatterOf(linearWear, {}), meanRatioOf(linearWear, {})], [{ speed: 0.01 }, { speed: 1 }]);
  });

  it("is what was seen, mean and standard deviation, after weeks", () => {
    const random = createRandom(1);
    const scatter = learnt(Array.from({ length: 2000 }, () => 100 * (1.1 + 0.05 * random.normal())));
    assert.ok(Math.abs((scatterOf(linearWear, scatter)["speed"] ?? 0) - 0.05) < 0.01);
    assert.ok(Math.abs((meanRatioOf(linearWear, scatter)["speed"] ?? 0) - 1.1) < 0.01);
  });

  it("leaves out what was not measured", () => {
    assert.deepEqual(learnt([Number.NaN]), {});
  });
});

describe("a future load that begins at the present one", () => {
  it("goes over from the habit to the long run", () => {
    const load = habitualLoad(linearWear, { speed: 1.2 }, { startMs: START_MS, ratios: { speed: 1 } });
    const at = (hours: number): number => load(START_MS + hours * HOUR_MS)["speed"] ?? 0;
    assert.equal(at(0), 120);
    assert.ok(at(200) > 104 && at(200) < 112, `${at(200)}`);
    assert.equal(at(5000), 100);
  });

  it("is certain at its beginning and scatters more and more, up to what was seen", () => {
    const options = { random: createRandom(2), startMs: START_MS, relativeSd: { speed: 0.05 }, startsKnown: true };
    const future = loadUncertainty(linearWear, () => ({ speed: 100 }), options);
    const spread = (hours: number): number => {
      const speeds = Array.from({ length: 400 }, (_, i) => future(START_MS + hours * HOUR_MS, i)["speed"] ?? 0);
      return Math.sqrt(speeds.reduce((sum, speed) => sum + (speed - 100) ** 2, 0) / speeds.length);
    };
    assert.equal(spread(0), 0);
    assert.ok(spread(12) > 1 && spread(12) < spread(400));
    assert.ok(Math.abs(spread(400) - 5) < 1);
  });
});
