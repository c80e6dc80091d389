import assert from "node:assert/strict";
import { judge } from "../../../models/registry/gate.ts";
import { GATE_DEFAULTS } from "../../../models/registry/gate-settings.ts";
import type { ModelLife } from "../../../models/registry/registry.ts";
import { comparisons } from "../../../models/scoring/comparisons.ts";
import type { EndedLife } from "../../../models/scoring/ended-life.ts";
import { keptForecast } from "../../../models/scoring/kept-forecast.ts";
import type { LifeScore } from "../../../models/scoring/life-score.ts";
import { scoreLife } from "../../../models/scoring/score-life.ts";
import { forecastAt, HOUR_MS } from "./forecasts-of-life.ts";

const shadow: ModelLife = {
  ...{
    hash: "b".repeat(64),
    assetType: "centrifugal-pump",
    component: "bearing",
    name: "b",
    failureMode: "bearingWear",
  },
  ...{ shipped: false, state: "shadow", since: 0, by: "ann", reason: "a test" },
};
const champion = { hash: "a".repeat(64) };

/** A life in which the champion is off by `champions` hours and the shadow by `own`. */
const lifeWith = (order: string, own: number, champions: number, asFound: EndedLife["asFound"]): LifeScore[] => {
  const life: EndedLife = {
    ...{ order, asset: "pump-1", component: "bearing", failureMode: "bearingWear", causeCode: "3.4" },
    ...{ asFound, fromMs: 0, endMs: 200 * HOUR_MS },
  };
  const hours = Array.from({ length: 10 }, (_, i) => 100 + 10 * i);
  return scoreLife(life, [
    ...hours.flatMap((hour) => keptForecast(forecastAt(hour, 200 - hour + champions), "champion") ?? []),
    ...hours.flatMap((hour) => keptForecast(forecastAt(hour, 200 - hour + own, { hash: "b" }), "shadow") ?? []),
  ]);
};

describe("what a shadow can show beside the champion", () => {
  it("is the confirmed failures that both forecast, and opens the gate after three of them", () => {
    const scores = [1, 2, 3].flatMap((n) => lifeWith(`WO-${n}`, 5, 9, "failed"));
    const two = judge(comparisons(shadow, champion, scores.slice(0, 4)), GATE_DEFAULTS);
    assert.deepEqual([two.passed, two.confirmedLives], [false, 2]);
    const three = judge(comparisons(shadow, champion, scores), GATE_DEFAULTS);
    assert.ok(Math.abs((three.maeGainPercent ?? 0) - (100 * 4) / 9) < 1e-9);
    assert.deepEqual([three.passed, three.confirmedLives], [true, 3]);
  });

  it("is no life whose end is not known, and none that another champion forecast", () => {
    assert.deepEqual(comparisons(shadow, champion, lifeWith("WO-1", 5, 9, "worn")), []);
    assert.deepEqual(comparisons(shadow, { hash: "c".repeat(64) }, lifeWith("WO-1", 5, 9, "failed")), []);
  });

  it("is the evaluation it was registered with, as long as that champion reigns", () => {
    const scores = { maeHours: 1, winklerHours: 1, coverage: 0.9 };
    const evaluation = {
      ...{ schema: "twinloom/model-evaluation@1" as const, protocol: "20 lives", champion: champion.hash },
      ...{ confidence: 0.9, lives: 20, candidateScores: scores, championScores: { ...scores, winklerHours: 2 } },
    };
    const verdict = judge(comparisons({ ...shadow, evaluation }, champion, []), GATE_DEFAULTS);
    assert.deepEqual([verdict.passed, verdict.heldOutLives, verdict.winklerGainPercent], [true, 20, 50]);
    assert.deepEqual(comparisons({ ...shadow, evaluation }, { hash: "c".repeat(64) }, []), []);
  });
});
