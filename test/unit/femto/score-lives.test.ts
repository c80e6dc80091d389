import assert from "node:assert/strict";
import type { BearingLife, Moment } from "../../../scripts/datasets/femto/bearing-life.ts";
import { calibrateLives } from "../../../scripts/datasets/femto/calibrate-lives.ts";
import { evenly } from "../../../scripts/datasets/femto/evenly.ts";
import { inHours, lifeForecasts } from "../../../scripts/datasets/femto/life-forecasts.ts";
import { scoreLives } from "../../../scripts/datasets/femto/score-lives.ts";

/** A life of so many hours, a snapshot each hundredth of it and each thousandth of its last tenth; damage shows from 0.8 on. */
const lifeOf = (name: string, lifeHours: number): BearingLife => {
  const shares = [
    ...Array.from({ length: 90 }, (_, i) => i / 100),
    ...Array.from({ length: 101 }, (_, i) => 0.9 + i / 1000),
  ];
  const moments = shares.map((over): Moment => {
    const hours = over * lifeHours;
    const signal = new Float64Array();
    return { hours, shareLeft: 1 - over, vector: Float64Array.of(hours, over > 0.8 ? 1 : 0), signal };
  });
  return { name, lifeHours, channels: ["one"], moments, onsetHours: [0.81 * lifeHours] };
};
const forecastBy = (life: BearingLife, share: (moment: Moment) => number) => ({
  life,
  shares: life.moments.map(share),
});
const [short, long] = [lifeOf("short", 2), lifeOf("long", 8)];

describe("the scores of bearings", () => {
  it("are taken evenly over a life, however dense its snapshots are", () => {
    const moments = evenly(short, 10);
    assert.deepEqual(
      moments.map(({ hours }) => Number((hours / 2).toFixed(6))),
      [0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95],
    );
  });

  it("give a constant guess the root of a twelfth, for any length of life", () => {
    const unseen = [short, long].map((life) => forecastBy(life, () => 0.5));
    const scores = scoreLives(unseen.map((one) => lifeForecasts(one, calibrateLives(unseen))));
    assert.ok(Math.abs(scores.normalisedRmseOfConstantGuess - Math.sqrt(1 / 12)) < 1e-3);
    assert.deepEqual(
      scores.perBearing.map(({ firstOnset }) => firstOnset),
      [
        { hours: 1.62, shareOfLife: 0.81 },
        { hours: 6.48, shareOfLife: 0.81 },
      ],
    );
  });

  it("are wide before an onset and narrow after it where only the time before it was forecast badly", () => {
    const guess = ({ shareLeft, vector }: Moment): number => (vector[1] ? shareLeft : 1 - shareLeft);
    const unseen = [short, long].map((life) => forecastBy(life, guess));
    const { spread } = calibrateLives(unseen);
    assert.ok(spread.before > 0.3, `${spread.before}`);
    assert.equal(spread.after, 0.02);
  });

  it("are of intervals that hold everything where two lives are all there is to calibrate on", () => {
    const unseen = [short, long].map((life, i) => forecastBy(life, ({ shareLeft }) => shareLeft + (i ? 0.1 : -0.1)));
    const scores = scoreLives(unseen.map((one) => lifeForecasts(one, calibrateLives(unseen))));
    assert.deepEqual(Object.values(scores.coverage), [1, 1, 1, 1]);
  });

  it("are in hours from a known level on, and never beyond the longest life", () => {
    const unseen = [short, long].map((life) => forecastBy(life, ({ shareLeft }) => shareLeft));
    const [, forecasts] = unseen.map((one) => lifeForecasts(one, calibrateLives(unseen)));
    assert.ok(forecasts);
    const hours = inHours(forecasts, 1, 4);
    assert.equal(hours.length, long.moments.filter(({ hours }) => hours >= 1).length);
    for (const { truth, distribution } of hours) {
      assert.ok(truth <= 4 && distribution.quantileHours(0.999) <= 4);
      // Forecasts are right: their medians in hours are too.
      assert.ok(Math.abs(distribution.quantileHours(0.5) - truth) < 1e-6);
    }
  });
});
