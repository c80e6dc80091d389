import assert from "node:assert/strict";
import Schema from "typebox/schema";
import { Forecast } from "../../../models/prognosis/forecast.ts";
import { lastOf, predictor, widthHours } from "./predictor.ts";
import { blankState, lifeOf } from "./states-of-machine.ts";

const life = lifeOf("centrifugal-pump", "bearing", 3);
const until = (hoursBeforeFailure: number) => life.states.slice(0, life.failureHours - hoursBeforeFailure);

describe("the RUL predictor", () => {
  it("says that there is not enough history yet, and gives no number", async () => {
    const { sendAll } = predictor();
    const forecast = lastOf(await sendAll(life.states.slice(0, 20)), "bearing");
    assert.equal(forecast.status, "insufficient");
    assert.match(forecast.reason, /^not enough history yet: 18 h of 24 h$/);
    assert.deepEqual(
      [forecast.rulHours, forecast.interval, forecast.quantiles, forecast.urgency, forecast.probabilityOfFailure],
      new Array(5).fill(undefined),
    );
  });

  it("forecasts every component in a message of its own that fits its schema, with the asset as topic", async () => {
    const { behaviour, sendAll } = predictor();
    await sendAll(life.states.slice(0, 100));
    const out = await behaviour.input?.({ _msgid: "m1", payload: life.states[100] });
    const [messages] = Array.isArray(out) ? out : [];
    assert.ok(Array.isArray(messages));
    assert.deepEqual(
      messages.map(({ topic, _msgid, payload }) => [topic, _msgid, payload.component, payload.failureMode]),
      [
        ["machine-1", "m1", "impeller", "impellerWear"],
        ["machine-1", "m1", "bearing", "bearingWear"],
      ],
    );
    for (const { payload } of messages) assert.ok(Schema.Check(Forecast, payload), JSON.stringify(payload));
  });

  it("comes close to the failure as it nears, and turns from NORMAL to WARNING to CRITICAL", async () => {
    const { sendAll } = predictor({ everyHours: 12 });
    const forecasts = (await sendAll(life.states)).filter(({ component }) => component === "bearing");
    const urgencies = forecasts.flatMap(({ urgency }) => urgency ?? []);
    assert.equal(urgencies[0], "NORMAL");
    assert.ok(urgencies.includes("WARNING"));
    assert.equal(urgencies.at(-1), "CRITICAL");
    const last = forecasts.at(-1);
    assert.ok((last?.rulHours ?? Number.NaN) < 30, `${last?.rulHours}`);
  });

  it("names what drove a forecast, in hours and in words, and the hours add up to it", async () => {
    const { sendAll } = predictor({ everyHours: 100 });
    const { drivers, baseHours = Number.NaN, rulHours } = lastOf(await sendAll(until(100)), "bearing");
    const [driver] = drivers;
    assert.equal(driver?.feature, "vibrationVelocity.excess");
    assert.ok((driver?.contributionHours ?? 0) < -50);
    assert.match(
      driver?.text ?? "",
      /^Vibration velocity RMS [\d.]+ mm\/s above expectation \(\+[\d.]+σ\) takes \d+ h off$/,
    );
    const sum = drivers.reduce((total, one) => total + (one.contributionHours ?? Number.NaN), baseHours);
    assert.ok(Math.abs(sum - (rulHours ?? 0)) < 1e-6, `${sum}, not ${rulHours}`);
  });

  it("widens the interval with the confidence that is set, and leaves the median alone", async () => {
    const made = await Promise.all(
      [50, 80, 90, 98].map(async (confidence) => {
        const { sendAll } = predictor({ confidence, everyHours: 50 });
        return lastOf(await sendAll(until(300)), "bearing");
      }),
    );
    const widths = made.map(widthHours);
    for (let i = 1; i < widths.length; i++) assert.ok((widths[i] ?? 0) > (widths[i - 1] ?? 0) + 1, widths.join());
    assert.ok((widths[3] ?? 0) > 2 * (widths[0] ?? 0), widths.join());
    assert.equal(new Set(made.map(({ rulHours }) => rulHours)).size, 1);
    assert.deepEqual(
      made.map(({ interval }) => interval?.confidence),
      [0.5, 0.8, 0.9, 0.98],
    );
  });

  it("calls earlier where a lower probability is enough to act", async () => {
    const urgencyAt = async (urgencyPercent: number): Promise<string | undefined> => {
      const { sendAll } = predictor({ urgencyPercent, everyHours: 10 });
      return lastOf(await sendAll(until(190)), "bearing").urgency;
    };
    assert.equal(await urgencyAt(50), "NORMAL");
    assert.notEqual(await urgencyAt(3), "NORMAL");
  });

  it("forecasts as often as is set, by the time of the data", async () => {
    const { sendAll } = predictor({ everyHours: 24 });
    const forecasts = await sendAll(life.states.slice(0, 24 * 7));
    assert.equal(forecasts.length, 2 * 7);
  });

  it("takes no notice of a state that is older than the newest", async () => {
    const { send, sendAll } = predictor();
    await sendAll(life.states.slice(0, 60));
    assert.deepEqual(await send(life.states[10] ?? blankState("machine-1", "centrifugal-pump", 0)), []);
    const { sendAll: other } = predictor();
    const next = life.states.slice(60, 61);
    assert.deepEqual(await sendAll(next), (await other(life.states.slice(0, 61))).slice(-2));
  });

  it("keeps assets apart", async () => {
    const { send } = predictor({ everyHours: 50 });
    const second = lifeOf("centrifugal-pump", "bearing", 9, "machine-2");
    let forecasts: Forecast[] = [];
    for (let hour = 0; hour < 300; hour++) {
      for (const states of [life.states, second.states]) {
        const state = states[hour];
        if (state) forecasts = [...forecasts, ...(await send(state))];
      }
    }
    const { sendAll } = predictor({ everyHours: 50 });
    const alone = await sendAll(life.states.slice(0, 300));
    assert.deepEqual(
      forecasts.filter(({ asset }) => asset === "machine-1"),
      alone,
    );
  });

  it("shows the component that is nearest to its end", async () => {
    const { sendAll, statuses, clock } = predictor({ everyHours: 10 });
    assert.deepEqual(statuses.at(-1), { level: "waiting", text: "no state yet" });
    await sendAll(life.states.slice(0, 12));
    assert.deepEqual(statuses.at(-1), { level: "waiting", text: "not enough history" });
    await sendAll(life.states.slice(12));
    assert.equal(statuses.at(-1)?.level, "warning");
    assert.match(statuses.at(-1)?.text ?? "", /^bearing \d+ h$/);
    assert.ok(statuses.every(({ text }) => text.length < 20));
    clock.advance(3 * 3_600_000);
    assert.deepEqual(statuses.at(-1), { level: "warning", text: "stale 3 h" });
    await sendAll(life.states.slice(-1));
    assert.match(statuses.at(-1)?.text ?? "", /^bearing \d+ h$/);
  });
});
