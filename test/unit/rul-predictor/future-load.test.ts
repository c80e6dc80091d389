import assert from "node:assert/strict";
import { lastOf, predictor } from "./predictor.ts";
import { lifeOf } from "./states-of-machine.ts";

const life = lifeOf("centrifugal-pump", "bearing", 3);
const states = life.states.slice(0, life.failureHours - 300);
const forecastWith = async (settings: object) => {
  const { sendAll, failures } = predictor({ engine: "physics", everyHours: 500, ...settings });
  return { bearing: lastOf(await sendAll(states), "bearing"), failures };
};
const hoursAt = async (settings: object): Promise<number> =>
  (await forecastWith(settings)).bearing.rulHours ?? Number.NaN;
const constant = (value: number) => ({ futureLoad: "constant", constantLoad: [{ load: "speed", value }] });

describe("the future load of a forecast", () => {
  it("shortens the life of a pump that will run faster, and lengthens that of a slower one", async () => {
    const [slow, asItWas, fast] = [await hoursAt(constant(2400)), await hoursAt({}), await hoursAt(constant(3400))];
    assert.ok(fast < 0.8 * asItWas && asItWas < 0.8 * slow, `${fast} h, ${asItWas} h, ${slow} h`);
  });

  it("is near as it was where the schedule is the machine's own plan", async () => {
    const loadPlan = [{ load: "speed", value: 2900, days: "Mon-Sun", from: "00:00", to: "24:00" }];
    const [asItWas, planned] = [await hoursAt({}), await hoursAt({ futureLoad: "planned", loadPlan })];
    assert.ok(Math.abs(planned - asItWas) < 0.05 * asItWas, `${planned} h, as it was ${asItWas} h`);
  });

  it("counts the hours in which a machine is planned to stand", async () => {
    const loadPlan = [{ load: "speed", value: 0, from: "18:00", to: "06:00" }];
    const [asItWas, half] = [await hoursAt({}), await hoursAt({ futureLoad: "planned", loadPlan })];
    assert.ok(half > 1.7 * asItWas && half < 2.3 * asItWas, `${half} h, as it was ${asItWas} h`);
  });

  it("is told by the forecast", async () => {
    assert.match((await forecastWith(constant(3000))).bearing.reason, /for the future load that is set/);
  });

  it("moves the physics, and with it what a trained model has corrected", async () => {
    const auto = { engine: "auto" };
    assert.ok((await hoursAt({ ...auto, ...constant(3400) })) < 0.8 * (await hoursAt(auto)));
  });

  it("is not in the number of a trained model alone, which says so", async () => {
    const { bearing } = await forecastWith({ engine: "onnx", ...constant(3400) });
    assert.equal(bearing.rulHours, await hoursAt({ engine: "onnx" }));
    assert.match(bearing.reason, /the future load is not in this number/);
  });

  it("is an error with its row where the machine can't be run so, and nothing is forecast", async () => {
    const { bearing, failures } = await forecastWith({
      futureLoad: "constant",
      constantLoad: [{ load: "torque", value: 1 }],
    });
    assert.equal(bearing.status, "insufficient");
    assert.match(bearing.reason, /Row 1 of the load plan can't be used: there is no load torque/);
    assert.ok(failures.length > 0);
  });
});
