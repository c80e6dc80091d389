import assert from "node:assert/strict";
import {
  addToOnsetHistory,
  channelsWithOnset,
  emptyOnsetHistory,
  type OnsetHistory,
  onsetVector,
} from "../../../models/prognosis/onset-features.ts";
import { createRandom } from "../../../models/random/random.ts";

const RULE = { settleHours: 0.5, learnHours: 0.5, changePercent: 5, holdHours: 0.05 };
const STEP_HOURS = 1 / 60;

/** An RMS with 2 % of noise, a sample a minute. */
const noisy = (minutes: number, level: (minute: number) => number, seed = 1): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: minutes }, (_, i) => level(i) * (1 + 0.02 * random.normal()));
};

const watch = (...channels: readonly (readonly number[])[]): OnsetHistory => {
  const history = emptyOnsetHistory(channels.length);
  channels[0]?.forEach((_, i) => {
    const values = channels.map((channel) => channel[i] ?? Number.NaN);
    addToOnsetHistory(history, RULE, i * STEP_HOURS, values);
  });
  return history;
};

const RISE = 200;
const calm = noisy(400, () => 0.4);
const damaged = noisy(400, (minute) => (minute < RISE ? 0.4 : 0.6), 2);

describe("the features of age and onset", () => {
  it("count the channels that have left their own baseline, and the hours run", () => {
    for (const [channels, wanted] of [
      [[calm, calm], 0],
      [[calm, damaged], 1],
      [[damaged, damaged], 2],
    ] as const) {
      const vector = onsetVector(watch(...channels));
      assert.deepEqual([...vector], [399 * STEP_HOURS, wanted]);
      assert.equal(channelsWithOnset(vector), wanted);
    }
  });

  it("date an onset within minutes after the level rose by half", () => {
    const onset = watch(damaged).channels[0]?.onsetHours ?? Number.NaN;
    assert.ok(onset >= RISE * STEP_HOURS && onset < (RISE + 10) * STEP_HOURS, `${onset} h`);
  });

  it("keep an onset when the level is back", () => {
    const passing = noisy(400, (minute) => (minute >= RISE && minute < RISE + 20 ? 0.6 : 0.4));
    assert.equal(onsetVector(watch(passing))[1], 1);
  });

  it("see no onset in the run-in, however high that is", () => {
    assert.equal(onsetVector(watch(noisy(400, (minute) => (minute < 25 ? 3 : 0.4))))[1], 0);
  });

  it("leave out what was not measured and what comes late", () => {
    const history = watch(damaged);
    const before = JSON.stringify(history);
    addToOnsetHistory(history, RULE, 1, [99]);
    assert.equal(JSON.stringify(history), before);
    const gaps = damaged.map((value, i) => (i % 7 === 3 ? Number.NaN : value));
    assert.equal(onsetVector(watch(gaps))[1], 1);
  });

  it("go on from a history that was kept as JSON", () => {
    let history = emptyOnsetHistory(1);
    damaged.forEach((value, i) => {
      history = JSON.parse(JSON.stringify(history)) as OnsetHistory;
      addToOnsetHistory(history, RULE, i * STEP_HOURS, [value]);
    });
    assert.deepEqual(history, watch(damaged));
  });
});
