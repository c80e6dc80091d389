import assert from "node:assert/strict";
import { simulate } from "../../../models/simulation/simulate.ts";
import { linearWear } from "./linear-wear.ts";
import { hoursToGrow, parisCrack } from "./paris-crack.ts";

const START = Date.UTC(2026, 0, 1);
const LIFE_HOURS = hoursToGrow(0.001, 0.02, 40);

const crackLifeHours = (stepSeconds: number): number => {
  const options = { startMs: START, hours: LIFE_HOURS * 1.2, stepSeconds };
  return simulate(parisCrack, {}, { damage: 0 }, () => ({ stress: 40 }), options).eventHours["shaft"] ?? 0;
};

describe("simulate", () => {
  it("grows a Paris crack to failure in the time of the closed form, to 0.1 % with hourly steps", () => {
    assert.ok(Math.abs(crackLifeHours(3600) / LIFE_HOURS - 1) < 1e-3);
  });

  it("comes nearer to the closed form with shorter steps", () => {
    const error = (stepSeconds: number) => Math.abs(crackLifeHours(stepSeconds) - LIFE_HOURS);
    assert.ok(error(4 * 3600) < error(16 * 3600) && error(900) < error(4 * 3600));
  });

  it("gives one state a step, the start included, and reads the load in the middle of the step", () => {
    const asked: number[] = [];
    const loadAt = (timeMs: number) => {
      asked.push(timeMs - START);
      return { speed: 100 };
    };
    const start = linearWear.initial(linearWear.parameters);
    const options = { startMs: START, hours: 3, stepSeconds: 3600 };
    const { timesMs, states, eventHours } = simulate(linearWear, linearWear.parameters, start, loadAt, options);
    assert.deepEqual(asked, [1_800_000, 5_400_000, 9_000_000]);
    assert.deepEqual(
      [...timesMs].map((timeMs) => timeMs - START),
      [0, 3_600_000, 7_200_000, 10_800_000],
    );
    assert.equal(states[0], start);
    assert.ok(Math.abs((states[3]?.["seatDamage"] ?? 0) - 0.003) < 1e-12);
    assert.deepEqual(eventHours, {});
  });
});
