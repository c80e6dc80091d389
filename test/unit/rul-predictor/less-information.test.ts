import assert from "node:assert/strict";
import type { Forecast } from "../../../models/prognosis/forecast.ts";
import type { TwinState } from "../../../models/twin/twin-state.ts";
import { lastOf, predictor, widthHours } from "./predictor.ts";
import { lifeOf } from "./states-of-machine.ts";

const { states } = lifeOf("centrifugal-pump", "bearing", 3);
const weeks = states.slice(0, 400);

const forecastOf = async (given: readonly TwinState[], settings = {}): Promise<Forecast> =>
  lastOf(await predictor({ everyHours: 10, ...settings }).sendAll(given), "bearing");
const without = ({ features, ...state }: TwinState, name: string): TwinState => {
  const { [name]: _, ...rest } = features;
  return { ...state, features: rest };
};
const logWidth = ({ interval }: Forecast): number =>
  Math.log1p(interval?.highHours ?? Number.NaN) - Math.log1p(interval?.lowHours ?? Number.NaN);

describe("a forecast that rests on less information than in training", () => {
  it("is not widened, and gives no reason, where everything is as it was", async () => {
    const { reason, widening = 1 } = await forecastOf(states.slice(0, 900));
    assert.equal(reason, "");
    assert.ok(widening < 1.02, `${widening}`);
  });

  it("widens where a channel never came, and names it", async () => {
    const whole = await forecastOf(weeks);
    const less = await forecastOf(weeks.map((state) => without(state, "bearingTemperature.mean")));
    assert.equal(less.status, "ok");
    assert.match(less.reason, /^wider interval: Bearing temperature has not been measured yet/);
    assert.ok((less.widening ?? 1) > (whole.widening ?? 1));
    assert.ok(logWidth(less) > logWidth(whole));
  });

  it("widens the longer a channel is silent, and says since when", async () => {
    const silentFor = (hours: number): Promise<Forecast> => {
      const cut = weeks.length - hours;
      return forecastOf(weeks.map((state, i) => (i < cut ? state : without(state, "bearingTemperature.mean"))));
    };
    const made = await Promise.all([0, 30, 60, 200].map(silentFor));
    const factors = made.map(({ widening = 1 }) => widening);
    assert.deepEqual(factors.toSorted(), factors);
    assert.ok((factors[3] ?? 0) > (factors[1] ?? 0) && (factors[1] ?? 0) > (factors[0] ?? 0), factors.join());
    assert.match(made[2]?.reason ?? "", /Bearing temperature has not been measured for 5\d h/);
  });

  it("takes a channel whose samples are bad for one that is silent", async () => {
    const bad = weeks.map((state, i) => {
      if (i < 300) return state;
      const sample = { value: 999, unit: "Cel", time: state.time, quality: "bad" as const };
      return { ...without(state, "bearingTemperature.mean"), channels: { bearingTemperature: sample } };
    });
    assert.match((await forecastOf(bad)).reason, /Bearing temperature has not been measured for 9\d h/);
  });

  it("takes a channel whose newest sample is old for one that is silent", async () => {
    const [first] = weeks;
    const old = { value: 50, unit: "Cel", time: first?.time ?? 0, quality: "good" as const };
    const stale = weeks.map((state) => ({ ...state, channels: { bearingTemperature: old } }));
    assert.match((await forecastOf(stale)).reason, /Bearing temperature has not been measured for 39\d h/);
  });

  it("gives no number where most of what the model goes by is missing, and says what", async () => {
    const { status, reason } = await forecastOf(weeks.map((state) => without(state, "vibrationVelocity.mean")));
    assert.equal(status, "insufficient");
    assert.equal(reason, "Vibration velocity RMS has not been measured yet");
  });

  it("gives no number, and a reason, of a machine of which nothing was ever measured", async () => {
    const blank = weeks.map((state) => ({ ...state, features: {}, channels: {} }));
    const { status, reason } = await forecastOf(blank);
    assert.equal(status, "insufficient");
    assert.match(reason, /has not been measured yet/);
  });

  it("widens with less history, down to a single cycle of it, and says so", async () => {
    const asOf = (from: number): Promise<Forecast> => forecastOf(states.slice(from, 400), { minimumHours: 0 });
    const made = await Promise.all([398, 370, 300, 0].map(asOf));
    const whole = made.at(-1)?.widening ?? 1;
    for (const { widening = 1 } of made.slice(0, -1)) assert.ok(widening > 1.2 * whole, `${widening}`);
    assert.ok(made.every(({ status, rulHours }) => status === "ok" && Number.isFinite(rulHours)));
    assert.match(made[0]?.reason ?? "", /^wider interval: only \d h of history, trends look back on 336 h$/);
  });

  it("widens where the operating conditions are none that the card has seen, the further the more", async () => {
    const faster = (factor: number): Promise<Forecast> =>
      forecastOf(
        weeks.map((state) => ({
          ...state,
          features: { ...state.features, "speed.mean": (state.features["speed.mean"] ?? 0) * factor },
        })),
      );
    const made = await Promise.all([1, 1.5, 2, 3].map(faster));
    const factors = made.map(({ widening = 1 }) => widening);
    for (let i = 1; i < made.length; i++) {
      assert.match(made[i]?.reason ?? "", /outside of what the model was trained on: .*[Ss]peed/);
    }
    assert.ok((factors[1] ?? 0) > 1.2 * (factors[0] ?? 0), factors.join());
  });

  it("forecasts from channels that never move", async () => {
    const [first] = weeks;
    const frozen = weeks.map((state) => ({ ...state, features: first?.features ?? {} }));
    const forecast = await forecastOf(frozen);
    assert.equal(forecast.status, "ok");
    assert.ok(widthHours(forecast) > 0);
  });
});
