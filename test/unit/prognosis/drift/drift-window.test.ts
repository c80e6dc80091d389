import assert from "node:assert/strict";
import type { DriftProfile } from "../../../../models/prognosis/drift/drift-profile.ts";
import {
  addHour,
  DRIFT_HOURS,
  emptyDriftWindow,
  stabilities,
} from "../../../../models/prognosis/drift/drift-window.ts";
import { judgeDrift } from "../../../../models/prognosis/drift/judge-drift.ts";
import { createRandom, type Random } from "../../../../models/random/random.ts";
import { driftProfileOf, type HoursOfLife } from "../../../../scripts/training/drift-profile-of.ts";

const names = ["load.mean", "heat.mean", "fixed.mean"];
const bases = names.map((name) => ({ name, unit: "1", source: "measured" as const }));

/** A machine whose heat follows its load; each has its own level of load, as a machine sees a slice of what all see. */
const lifeOf = (random: Random, heatOffset = 0, hours = 600): HoursOfLife => {
  const level = 50 + 10 * random.normal();
  return Array.from({ length: hours }, () => {
    const load = level + random.normal();
    return [load, 20 + 0.5 * load + 0.2 * random.normal() + heatOffset, 7];
  });
};
const livesOf = (seed: number, count: number): HoursOfLife[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => lifeOf(random.fork(`life ${i}`)));
};
const profile: DriftProfile = driftProfileOf(bases, {
  training: livesOf(1, 40),
  limits: livesOf(2, 60),
  test: livesOf(3, 60),
});
const windowAfter = (life: HoursOfLife) => {
  const window = emptyDriftWindow(profile);
  for (const hour of life) addHour(window, profile, names, hour);
  return window;
};

describe("the drift of a machine's inputs", () => {
  it("has limits below which lives that had no part in them stay, about as often as was wanted", () => {
    assert.ok(profile.testedShare >= 0.85, `${profile.testedShare}`);
    assert.equal(profile.withinShare, 0.95);
    assert.ok(profile.inputs.every(({ limit }) => limit >= 0.25));
  });

  it("leaves out what never moved in training", () => {
    assert.deepEqual(
      profile.inputs.map(({ name }) => name),
      ["load.mean", "heat.mean"],
    );
  });

  it("does not call the machine's own level of load a drift, as its marginal distribution would", () => {
    const window = windowAfter(lifeOf(createRandom(9)));
    assert.deepEqual(judgeDrift(profile, window, false), []);
  });

  it("sees a sensor that is off by a tenth of its spread in training, inside of the range that training saw", () => {
    const drifted = judgeDrift(profile, windowAfter(lifeOf(createRandom(9), 0.5)), false);
    assert.ok(drifted.length > 0);
    for (const { psi, limit } of drifted) assert.ok(psi > limit);
  });

  it("says nothing before the machine has run for a week, nor of hours in which something is unknown", () => {
    const early = lifeOf(createRandom(9), 5, DRIFT_HOURS - 1);
    assert.equal(stabilities(windowAfter(early)), undefined);
    const unknown = lifeOf(createRandom(9), 5).map((hour) => [hour[0] ?? 0, Number.NaN, 7]);
    assert.equal(windowAfter(unknown).hours, 0);
  });

  it("forgets: some weeks after a sensor was put right it is over", () => {
    const random = createRandom(9);
    const wrong = lifeOf(random.fork("a"), 2);
    const right = lifeOf(random.fork("a"), 0, 900);
    assert.ok(judgeDrift(profile, windowAfter(wrong), false).length > 0);
    assert.deepEqual(judgeDrift(profile, windowAfter([...wrong, ...right]), true), []);
  });

  it("begins a quarter beyond a limit, and lasts until it is below", () => {
    const window = windowAfter(lifeOf(createRandom(9), 2));
    const [first] = judgeDrift(profile, window, false);
    assert.ok(first);
    const raised = (limit: number): DriftProfile => ({
      ...profile,
      inputs: profile.inputs.map((one) => ({ ...one, limit: one.name === first.name ? limit : 100 })),
    });
    assert.deepEqual(judgeDrift(raised(first.psi / 1.2), window, false), []);
    assert.equal(judgeDrift(raised(first.psi / 1.2), window, true).length, 1);
    assert.deepEqual(judgeDrift(raised(first.psi * 1.1), window, true), []);
  });
});
