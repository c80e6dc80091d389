import assert from "node:assert/strict";
import type { TwinState } from "../../../models/twin/twin-state.ts";
import { lastOf, predictor } from "./predictor.ts";
import { HOUR_MS, lifeOf } from "./states-of-machine.ts";

const life = lifeOf("centrifugal-pump", "bearing", 3);
const head = life.states.slice(0, 400);
const newest = head.at(-1) as TwinState;

const later = (hours: number, change: Partial<TwinState>): TwinState => ({
  ...newest,
  time: newest.time + hours * HOUR_MS,
  ...change,
});

const standing = Object.fromEntries(Object.keys(newest.features).map((name) => [name, 0]));

describe("a machine that does not run", () => {
  it("is forecast as it was when it last ran, and the forecast says so", async () => {
    const { sendAll, send } = predictor({ everyHours: 1 });
    const before = lastOf(await sendAll(head), "bearing");
    const stopped = await send(later(1, { operatingState: "stopped", features: standing }));
    const forecast = lastOf(stopped, "bearing");
    assert.equal(forecast.rulHours, before.rulHours);
    assert.match(forecast.reason, /the machine stands/);
  });

  it("does not let a window with a stop in it into the history", async () => {
    const { sendAll, send } = predictor();
    const before = lastOf(await sendAll(head), "bearing");
    const half = Object.fromEntries(Object.entries(newest.features).map(([name, value]) => [name, value / 2]));
    const forecast = lastOf(await send(later(1, { features: { ...half, "speed.min": 0 } })), "bearing");
    assert.equal(forecast.rulHours, before.rulHours);
  });

  it("has 0 h left at once, CRITICAL, in the component that brought it down", async () => {
    const { sendAll, send } = predictor({ everyHours: 24 });
    await sendAll(head);
    const health = (value: number) => ({ health: value, reason: "" });
    const components = { bearing: health(0.02), impeller: health(0.6) };
    const forecasts = await send(later(0.5, { operatingState: "failed", features: standing, components }));
    const bearing = lastOf(forecasts, "bearing");
    assert.deepEqual([bearing.status, bearing.rulHours, bearing.urgency], ["ok", 0, "CRITICAL"]);
    assert.deepEqual(bearing.probabilityOfFailure, { within48h: 1, within168h: 1 });
    assert.equal(bearing.reason, "bearing has failed");
    const impeller = lastOf(forecasts, "impeller");
    assert.ok((impeller.rulHours ?? 0) > 0);
    assert.match(impeller.reason, /the machine is down/);
  });

  it("begins the history of a component anew after its maintenance, and of that one only", async () => {
    const { sendAll, send } = predictor();
    await sendAll(head);
    const maintained = { bearing: newest.time + 1 * HOUR_MS };
    const forecasts = await send(later(2, { maintainedAt: maintained }));
    assert.equal(lastOf(forecasts, "bearing").status, "insufficient");
    assert.equal(lastOf(forecasts, "impeller").status, "ok");
  });

  it("takes maintenance that was before the first state as known", async () => {
    const { sendAll } = predictor({ everyHours: 10 });
    const states = head.slice(0, 60).map((state) => ({ ...state, maintainedAt: { bearing: 1 } }));
    assert.equal(lastOf(await sendAll(states), "bearing").status, "ok");
  });
});
