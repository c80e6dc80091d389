import assert from "node:assert/strict";
import type { Forecast } from "../../../models/prognosis/forecast.ts";
import type { EndedLife } from "../../../models/scoring/ended-life.ts";
import { type KeptForecast, keptForecast } from "../../../models/scoring/kept-forecast.ts";
import { isLifeScore, type LifeScore } from "../../../models/scoring/life-score.ts";
import { scoreLife } from "../../../models/scoring/score-life.ts";
import { forecastAt, HOUR_MS } from "./forecasts-of-life.ts";

const life: EndedLife = {
  ...{ order: "WO-pump-1-1", asset: "pump-1", component: "bearing", failureMode: "bearingWear", causeCode: "3.4" },
  ...{ asFound: "failed", fromMs: 0, endMs: 200 * HOUR_MS },
};
const kept = (forecasts: readonly Forecast[], role: KeptForecast["role"] = "champion"): KeptForecast[] =>
  forecasts.flatMap((one) => keptForecast(one, role) ?? []);
const only = (scores: readonly LifeScore[]): LifeScore => {
  const [first, second] = scores;
  assert.ok(first && !second, `${scores.length} scores`);
  return first;
};

/** Truths are 100, 50, 20 and 10 h; errors +10, +10, -8 and 0; the 90 % interval is ±10 h, ±5 h at the third. */
const four = [
  forecastAt(100, 110),
  forecastAt(150, 60),
  forecastAt(180, 12, { widthHours: 10, urgency: "CRITICAL" }),
  forecastAt(190, 10, { urgency: "CRITICAL" }),
];

describe("the score of an ended life", () => {
  it("is what a hand computes of four forecasts", () => {
    const { metrics, ...score } = only(scoreLife(life, kept(four)));
    assert.ok(metrics);
    assert.equal(metrics.maeHours, (10 + 10 + 8 + 0) / 4);
    assert.ok(Math.abs(metrics.rmseHours - Math.sqrt((100 + 100 + 64) / 4)) < 1e-9);
    // 20, 20, 10 and 20 h wide; the third holds 7 to 17 h and the truth is 20 h: 2 / 0.1 × 3 h more
    assert.ok(Math.abs(metrics.winklerHours - (20 + 20 + (10 + 60) + 20) / 4) < 1e-9);
    assert.ok(Math.abs(metrics.meanWidthHours - 17.5) < 1e-9);
    assert.deepEqual(metrics.coverage, { "50": 0.25, "80": 0.25, "90": 0.75 });
    // within 20 % of the truth: 110 of 100, 60 of 50 and 10 of 10 are
    assert.equal(metrics.alphaShare, 0.75);
    assert.equal(metrics.alphaLambda, true);
    // ± 20 % of the life of 100 h: all are, from the first on
    assert.equal(metrics.prognosticHorizonHours, 100);
    assert.ok(Math.abs((metrics.cumulativeRelativeAccuracy ?? 0) - (0.9 + 0.8 + 0.6 + 1) / 4) < 1e-9);
    // a cycle is half an hour: +20, +20, -16 and 0 cycles
    const nasa = 2 * Math.expm1(2) + Math.expm1(16 / 13);
    assert.ok(Math.abs((metrics.nasaScore ?? 0) - nasa) < 1e-9);
    assert.deepEqual([score.outcome, score.warnedHours, score.forecasts], ["foretold", 20, 4]);
    assert.deepEqual(score.fan.rulHours, [110, 60, 12, 10]);
  });

  it("fits its schema, also after the store", () => {
    const [score] = scoreLife(life, kept(four));
    assert.ok(isLifeScore(JSON.parse(JSON.stringify(score))));
  });

  it("holds a champion and a shadow against each other on the moments that both forecast", () => {
    const shadow = kept([forecastAt(150, 50, { hash: "b" }), forecastAt(180, 20, { hash: "b" })], "shadow");
    const scores = scoreLife(life, [...kept(four), ...shadow]);
    const ofShadow = scores.find(({ roles }) => roles.includes("shadow"));
    assert.deepEqual(
      ofShadow?.pairs.map((pair) => [pair.with[0], pair.moments]),
      [["a", 2]],
    );
    assert.deepEqual([ofShadow?.pairs[0]?.own.maeHours, ofShadow?.pairs[0]?.others.maeHours], [0, 9]);
    assert.equal(ofShadow?.outcome, "missed");
  });

  it("counts a failure that nothing warned of as missed, and a CRITICAL component that was sound as a false alarm", () => {
    const quiet = kept([forecastAt(150, 900)]);
    assert.equal(only(scoreLife(life, quiet)).outcome, "missed");
    const sound = { ...life, asFound: "sound" } as const;
    const falseAlarm = only(scoreLife(sound, kept(four)));
    assert.deepEqual([falseAlarm.outcome, falseAlarm.metrics], ["false-alarm", undefined]);
    assert.equal(only(scoreLife(sound, quiet)).outcome, "quiet");
  });

  it("asks of a component that was renewed before it failed only whether it outlived its forecasts", () => {
    const early = [...four, forecastAt(120, 30)];
    const score = only(scoreLife({ ...life, asFound: "worn" }, kept(early)));
    assert.deepEqual([score.outcome, score.outlivedShare, score.metrics], ["taken-out", 2 / 5, undefined]);
  });

  it("leaves out what was forecast before the life began, of another component, and without a number", () => {
    const others = [
      forecastAt(-1, 300),
      forecastAt(200, 0),
      { ...forecastAt(150, 5), component: "impeller" },
      { ...forecastAt(160, 5), status: "insufficient" as const },
    ];
    assert.equal(only(scoreLife(life, kept([...four, ...others]))).forecasts, 4);
    assert.deepEqual(scoreLife(life, []), []);
  });

  it("keeps a picture of a long life to 120 forecasts, the first and the last among them", () => {
    const { fan, forecasts } = only(
      scoreLife(life, kept(Array.from({ length: 190 }, (_, hour) => forecastAt(hour + 1, 199 - hour)))),
    );
    assert.deepEqual([forecasts, fan.times.length], [190, 120]);
    assert.deepEqual([fan.times[0], fan.times.at(-1)], [HOUR_MS, 190 * HOUR_MS]);
  });
});
