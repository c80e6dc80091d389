import assert from "node:assert/strict";
import type { Forecast } from "../../../models/prognosis/forecast.ts";
import type { SensorDoubt } from "../../../models/telemetry/sensor-doubt.ts";
import type { TwinState } from "../../../models/twin/twin-state.ts";
import { lastOf, predictor } from "./predictor.ts";
import { lifeOf } from "./states-of-machine.ts";

const life = lifeOf("centrifugal-pump", "bearing", 3);
const states = life.states.slice(0, 400);

/** As if the thermometer had been in doubt from hour 300 on. */
const doubted = (doubt: Partial<SensorDoubt>): TwinState[] =>
  states.map((state, i) => {
    const quality = doubt.quality ?? "uncertain";
    const reason = "Bearing temperature reads 45 Cel where the physics says 50 Cel";
    const doubts = [{ kind: "drift" as const, reason, since: 0, ...doubt, quality }];
    const sample = { value: 45, unit: "Cel", time: state.time, quality };
    return { ...state, channels: { bearingTemperature: i < 300 ? sample : { ...sample, doubts } } };
  });

const forecastOf = async (given: readonly TwinState[]): Promise<Forecast> =>
  lastOf(await predictor({ everyHours: 10 }).sendAll(given), "bearing");
const estimate = (value: number) => ({ value, low: value - 1, high: value + 1 });

describe("a forecast with a sensor in doubt", () => {
  it("names it with what it should read, and widens the more it is off", async () => {
    const sound = await forecastOf(states);
    const made = await Promise.all([46, 50, 65].map((value) => forecastOf(doubted({ estimate: estimate(value) }))));
    for (const { reason } of made) {
      assert.match(reason, /sensors in doubt: Bearing temperature reads 45 Cel where the physics says 50 Cel/);
    }
    const factors = [sound, ...made].map(({ widening = 1 }) => widening);
    for (let i = 1; i < factors.length; i++) assert.ok((factors[i] ?? 0) > (factors[i - 1] ?? 0), factors.join());
  });

  it("loses all that a sensor says that hangs", async () => {
    const hangs = await forecastOf(doubted({ kind: "stuck" }));
    const off = await forecastOf(doubted({ estimate: estimate(46) }));
    assert.ok((hangs.widening ?? 1) > (off.widening ?? 1));
  });

  it("learns nothing of the wear from it: by physics it is as if the sensor were not there", async () => {
    const [feature, offset] = ["bearingTemperature.mean", 8];
    const ahead = (i: number): boolean => i >= 300;
    const reads = (state: TwinState, value?: number): TwinState => {
      const { [feature]: sound = 0, ...others } = state.features;
      return { ...state, features: value === undefined ? others : { ...others, [feature]: sound + value } };
    };
    const off = states.map((state, i) => (ahead(i) ? reads(state, offset) : state));
    const told = doubted({ estimate: estimate(37) }).map((state, i) => (ahead(i) ? reads(state, offset) : state));
    const without = states.map((state, i) => (ahead(i) ? reads(state) : state));
    const by = async (given: readonly TwinState[]): Promise<Forecast> =>
      lastOf(await predictor({ everyHours: 10, engine: "physics" }).sendAll(given), "bearing");
    const [deceived, warned, blind] = await Promise.all([off, told, without].map(by));
    assert.deepEqual(warned?.quantiles, blind?.quantiles);
    const leftHours = life.failureHours - states.length;
    const missBy = (forecast?: Forecast): number => Math.abs((forecast?.rulHours ?? 0) - leftHours);
    assert.ok(missBy(warned) < missBy(deceived), `${warned?.rulHours} ${deceived?.rulHours} of ${leftHours}`);
    const { lowHours = 0, highHours = 0 } = warned?.interval ?? {};
    assert.ok(lowHours <= leftHours && leftHours <= highHours, `${lowHours} to ${highHours} of ${leftHours}`);
  });

  it("is as it was where a sensor has only a note", async () => {
    const noted = await forecastOf(doubted({ kind: "calibration", quality: "good" }));
    const sound = await forecastOf(states);
    assert.equal(noted.reason, sound.reason);
    assert.equal(noted.widening, sound.widening);
  });
});
