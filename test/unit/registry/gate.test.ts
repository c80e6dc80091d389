import assert from "node:assert/strict";
import fc from "fast-check";
import { type Comparison, judge } from "../../../models/registry/gate.ts";
import { GATE_DEFAULTS, isGateSettings } from "../../../models/registry/gate-settings.ts";
import { readEvaluation } from "../../../models/registry/held-out-evaluation.ts";

const champions = { maeHours: 100, winklerHours: 400, coverage: 0.9 };
const compared = (lives: number, maeHours: number, winklerHours: number, coverage = 0.9): Comparison => ({
  ...{ source: "confirmed", lives, confidence: 0.9 },
  ...{ own: { maeHours, winklerHours, coverage }, champions },
});

describe("the gate before a model becomes champion", () => {
  it("opens for a better Winkler score, or a better error with a Winkler score that is no worse", () => {
    assert.equal(judge([compared(3, 100, 380)], GATE_DEFAULTS).passed, true);
    assert.equal(judge([compared(3, 95, 400)], GATE_DEFAULTS).passed, true);
    assert.equal(judge([compared(3, 95, 401)], GATE_DEFAULTS).passed, false);
    const worse = judge([compared(3, 110, 390)], GATE_DEFAULTS);
    assert.equal(worse.reason, "its Winkler score is 2.5 % better, its error 10.0 % worse, it takes 5 %");
  });

  it("counts lives, confirmed and held out together", () => {
    const two = judge([compared(2, 50, 200)], GATE_DEFAULTS);
    assert.deepEqual([two.passed, two.reason], [false, "2 of 3 lives that it must be scored on"]);
    const three = judge([compared(2, 50, 200), { ...compared(1, 50, 200), source: "held-out" }], GATE_DEFAULTS);
    assert.deepEqual([three.passed, three.confirmedLives, three.heldOutLives], [true, 2, 1]);
    assert.equal(judge([], GATE_DEFAULTS).reason, "no life has been forecast by both, it takes 3");
  });

  it("stays shut for intervals that hold too much or too little", () => {
    assert.equal(judge([compared(3, 50, 200, 0.8)], GATE_DEFAULTS).passed, true);
    assert.equal(judge([compared(3, 50, 200, 1)], GATE_DEFAULTS).passed, true);
    const { reason } = judge([compared(3, 50, 200, 0.79)], GATE_DEFAULTS);
    assert.equal(reason, "its 90 % interval holds 79 % of the truths, further off than 10 points");
  });

  it("gives each life the same weight, and never lets the same model in over itself", () => {
    const { winklerGainPercent } = judge([compared(3, 100, 200), compared(1, 100, 400)], GATE_DEFAULTS);
    assert.equal(winklerGainPercent, 37.5);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        fc.integer({ min: 1, max: 99 }),
        (maeHours, winklerHours, lives) => {
          const scores = { maeHours, winklerHours, coverage: 0.9 };
          const same: Comparison = { ...compared(lives, 0, 0), own: scores, champions: scores };
          assert.equal(judge([same], { ...GATE_DEFAULTS, betterPercent: 0.1 }).passed, false);
        },
      ),
    );
  });

  it("has numbers that can be set, within reason", () => {
    assert.equal(judge([compared(1, 50, 200)], { ...GATE_DEFAULTS, minimumLives: 1 }).passed, true);
    assert.equal(isGateSettings({ ...GATE_DEFAULTS, minimumLives: 0 }), false);
    assert.equal(isGateSettings({ ...GATE_DEFAULTS, betterPercent: "5" }), false);
  });

  it("reads an evaluation on held-out lives, and names what is wrong with one", () => {
    const evaluation = {
      ...{ schema: "twinloom/model-evaluation@1", protocol: "20 simulated lives", champion: "a".repeat(64) },
      ...{ confidence: 0.9, lives: 20, candidateScores: champions, championScores: champions },
    };
    assert.equal(readEvaluation(JSON.stringify(evaluation), "e.json").lives, 20);
    const broken = JSON.stringify({ ...evaluation, lives: 0 });
    assert.throws(() => readEvaluation(broken, "e.json"), /TWIN-MODEL-007: .*e\.json.*\/lives/);
    assert.throws(() => readEvaluation("{", "e.json"), /TWIN-MODEL-007: .*is not JSON/);
  });
});
