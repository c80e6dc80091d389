import assert from "node:assert/strict";
import { approveSetpoint } from "../../../models/setpoint/act-on-setpoint.ts";
import { followState } from "../../../models/setpoint/follow-state.ts";
import { weighScenarios } from "../../../models/setpoint/weigh-scenarios.ts";
import { comparison, HOUR, rule, START, seen, stateAt } from "./guard-world.ts";

describe("the choice of a scenario", () => {
  const plain = rule();
  const weigh = (result: ReturnType<typeof comparison>, with_ = plain) =>
    weighScenarios(with_, seen(with_), result, "flow-1");
  const all = comparison({
    "+5 %": [1.05, -200, -0.05],
    "−10 %": [0.9, 300, 0.1],
    "−15 %": [0.85, 500, 0.16],
    "−20 %": [0.8, 900, 0.1],
  });

  it("falls on the longest life within the bounds and the loss of output that is allowed", () => {
    const { changed, review } = weigh(all);
    const [made] = changed;
    assert.deepEqual(
      [made?.target, made?.basis?.scenario, made?.basis?.gain, made?.basis?.outputLossPercent],
      [1332, "−10 %", 300, 10],
    );
    assert.deepEqual([made?.lineage?.modelHash, made?.lineage?.fromMs], ["physics-1", START - HOUR]);
    assert.deepEqual(
      review.candidates.map(({ name, reason }) => [name, reason]),
      [
        ["+5 %", "it is not surely better than as it is in life"],
        ["−10 %", "admissible"],
        ["−15 %", "it may cost 16.0 % of the output, 15 % are allowed"],
        ["−20 %", "1184 1/min is outside of 1200 to 1600 1/min"],
      ],
    );
    assert.deepEqual([review.chosen, review.outcome], ["−10 %", "proposed as SP-fan-1-speed-1"]);
  });

  it("is by money or energy where that is the objective", () => {
    assert.equal(weigh(all, rule({ objective: "money" })).changed[0]?.basis?.gain, 150);
    assert.equal(weigh(all, rule({ objective: "energy" })).changed[0]?.basis?.gainUnit, "kWh");
    const other = weigh(all, rule({ component: "impeller" }));
    assert.deepEqual([other.changed, other.review.outcome], [[], "going on as it is is best"]);
    assert.match(weigh(all, rule({ component: "belt" })).review.candidates[1]?.reason ?? "", /no life of belt/);
  });

  it("never falls on one that changes more than the parameter, or on a gain that is not sure", () => {
    const [slower] = comparison({ "−10 %": [0.9, 300, 0.1] }).outcomes;
    assert.ok(slower);
    const { winding } = slower.componentLifeHours;
    assert.ok(winding);
    const unsure = { ...winding, difference: { ...winding.difference, low: -1 } };
    const outcomes = [
      { ...slower, scenario: { name: "with damper", factors: { speed: 0.9, damperOpening: 0.9 } } },
      { ...slower, scenario: { name: "with repair", factors: { speed: 0.9 }, maintenanceAfterHours: 1 } },
      { ...slower, scenario: { name: "damper alone", values: { damperOpening: 50 } } },
      { ...slower, componentLifeHours: { winding: unsure } },
    ];
    const { changed, review } = weigh({ ...all, outcomes });
    assert.deepEqual(changed, []);
    assert.deepEqual(
      review.candidates.map(({ reason }) => reason),
      [
        "it changes more than speed",
        "it changes more than speed",
        "it does not change speed",
        "it is not surely better than as it is in life",
      ],
    );
  });

  it("counts the output that the set-point in force has cost already", () => {
    const once = approveSetpoint(plain, weigh(all).memory, "jane").memory;
    const later = followState(plain, followState(plain, once, stateAt(3)).memory, stateAt(6)).memory;
    const { review } = weighScenarios(plain, later, comparison({ "−7 %": [0.93, 200, 0.07] }, 6), "flow-1");
    assert.match(review.candidates[0]?.reason ?? "", /may cost 16\.3 % of the output/);
  });

  it("leaves out a comparison from before the last change, and one that is old", () => {
    const changed = approveSetpoint(plain, weigh(all).memory, "jane").memory;
    assert.match(weighScenarios(plain, changed, all, "f").review.outcome, /began before the last change/);
    const late = weighScenarios(plain, seen(plain, 9), all, "f");
    assert.deepEqual([late.changed, late.review.outcome], [[], "the comparison is 9 h old"]);
  });

  it("puts its set-point in force at once in the mode automatic, and confirms it where nothing is better", () => {
    const auto = rule({ mode: "automatic" });
    const first = weigh(all, auto);
    assert.deepEqual([first.writes[0]?.value, first.writes[0]?.approvedBy], [1380, "twin"]);
    const later = followState(auto, first.memory, stateAt(40)).memory;
    const none = weighScenarios(auto, later, comparison({ "+5 %": [1.05, -1, 0] }, 40.5), "f");
    assert.equal(none.changed[0]?.validUntil, START + (40 + 48) * HOUR);
    assert.equal(followState(auto, none.memory, stateAt(41)).writes[0]?.validUntil, START + 88 * HOUR);
  });
});
