import assert from "node:assert/strict";
import { lastOf, predictor, widthHours } from "./predictor.ts";
import { lifeOf } from "./states-of-machine.ts";

const life = lifeOf("centrifugal-pump", "bearing", 3);
const states = life.states.slice(0, life.failureHours - 200);
const run = async (settings: object) => {
  const { sendAll } = predictor({ engine: "physics", everyHours: 500, ...settings });
  const forecasts = await sendAll(states);
  return lastOf(forecasts, "bearing");
};

describe("a forecast by physics", () => {
  it("comes near the truth, from the state that the history shows", async () => {
    const forecast = await run({ everyHours: 50 });
    const truth = life.failureHours - (forecast.time - (states[0]?.time ?? 0)) / 3_600_000 - 1;
    assert.equal(forecast.engine, "physics");
    assert.ok(Math.abs((forecast.rulHours ?? 0) - truth) < 0.3 * truth, `${forecast.rulHours} h, in truth ${truth} h`);
    assert.match(forecast.drivers[0]?.text ?? "", /^Damage \d+ %, growing by/);
    assert.equal(forecast.model.name, "centrifugal-pump");
    assert.equal(forecast.model.hash.length, 64);
  });

  it("is the same for the same input", async () => {
    assert.deepEqual(await run({}), await run({}));
  });

  it("widens its interval with the confidence", async () => {
    assert.ok(widthHours(await run({ confidence: 95 })) > 1.5 * widthHours(await run({ confidence: 50 })));
  });

  it("says that the interval is extrapolated where there were too few machines to calibrate for the confidence", async () => {
    assert.match((await run({ confidence: 99, samples: 20 })).reason, /the evidence carries 98 %/);
  });
});
