import assert from "node:assert/strict";
import { createRandom } from "../../../models/random/random.ts";
import type { Numbers } from "../../../models/simulation/physics-model.ts";
import { predict } from "../../../models/simulation/predict.ts";
import { simulate } from "../../../models/simulation/simulate.ts";
import { progpyPump } from "../../support/progpy-pump.ts";
import { type ProgpyReference, readProgpyReference } from "../../support/progpy-reference.ts";

const TOLERANCE = 1e-3;
const reference = readProgpyReference();
const model = progpyPump(reference);

const near = (found: number | undefined, expected: number | undefined, what: string): void => {
  const [a, b] = [found ?? Number.NaN, expected ?? Number.NaN];
  assert.ok(Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(b), 1e-9), `${what}: ${a} where ProgPy has ${b}`);
};

/** ProgPy's own example: high pressure in the second half of each hour, with ramps. */
const cyclicLoad = ({ load, cycle }: ProgpyReference) => {
  const { lowPa, highPa, lowUntil, highFrom, highUntil } = cycle;
  return (timeMs: number): Numbers => {
    const second = (timeMs / 1000) % 3600;
    const rise = Math.min(1, Math.max(0, (second - lowUntil) / (highFrom - lowUntil)));
    const fall = Math.max(0, (second - highUntil) / (3600 - highUntil));
    return { ...load, pdisch: lowPa + (highPa - lowPa) * (rise - fall) };
  };
};

describe(`the engine, on the centrifugal pump of ${reference.source}`, () => {
  const { times, states, outputs, eventStates, eventSeconds } = reference.simulation;
  const life = simulate(model, model.parameters, model.initial(model.parameters), cyclicLoad(reference), {
    startMs: 0,
    hours: (times.at(-1) ?? 0) / 3600,
    stepSeconds: reference.stepSeconds,
  });
  const at = (seconds: number): Numbers => life.states[Math.round(seconds / reference.stepSeconds)] ?? {};

  it("simulates every state and output as ProgPy does, to 1e-3", () => {
    assert.ok(times.length > 30);
    times.forEach((seconds, i) => {
      for (const [key, value] of Object.entries(states[i] ?? {}))
        near(at(seconds)[key], value, `${key} at ${seconds} s`);
      const found = model.output(at(seconds), {}, model.parameters);
      for (const [key, value] of Object.entries(outputs[i] ?? {})) near(found[key], value, `${key} at ${seconds} s`);
    });
  });

  it("tells the health that ProgPy calls event state, as long as a damage has not healed", () => {
    times.forEach((seconds, i) => {
      const { ImpellerWearFailure: expected = Number.NaN } = eventStates[i] ?? {};
      const { ImpellerWearFailure: found = Number.NaN } = model.health(at(seconds));
      assert.ok(Math.abs(found - expected) <= TOLERANCE, `impeller at ${seconds} s: ${found}, not ${expected}`);
    });
  });

  it("finds the time of each of the four events", () => {
    assert.equal(Object.keys(eventSeconds).length, 4);
    for (const [event, seconds] of Object.entries(eventSeconds)) {
      near((life.eventHours[event] ?? 0) * 3600, seconds, event);
    }
  });

  it("predicts the life of each state sample under a planned schedule as ProgPy's Monte Carlo does", () => {
    const { schedule, states: starts, eventSeconds: expected } = reference.prediction;
    const planned = (timeMs: number): Numbers => {
      const now = schedule.findLast(({ fromHours }) => timeMs >= fromHours * 3_600_000);
      return { ...reference.load, pdisch: now?.pdisch ?? Number.NaN };
    };
    const only = { ...model, damage: model.damage.slice(0, 1) };
    const { timeOfEventHours } = predict(only, model.parameters, starts, planned, {
      startMs: 0,
      horizonHours: 0,
      lifeHorizonHours: 24,
      stepSeconds: 10,
      random: createRandom(1),
      account: false,
    });
    const found = timeOfEventHours["ImpellerWearFailure"] ?? new Float64Array();
    assert.equal(found.length, expected.length);
    for (const [i, seconds] of expected.entries()) near((found[i] ?? 0) * 3600, seconds, `sample ${i}`);
  });
});
