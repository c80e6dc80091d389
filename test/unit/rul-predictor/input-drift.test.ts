import assert from "node:assert/strict";
import type { Forecast } from "../../../models/prognosis/forecast.ts";
import type { TwinState } from "../../../models/twin/twin-state.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { lastOf, predictor } from "./predictor.ts";
import { lifeOf } from "./states-of-machine.ts";

const { states } = lifeOf("centrifugal-pump", "bearing", 3);
const WEEKS = 700;
const FROM = 300;

/** A discharge pressure sensor that is off from hour `FROM` on: by as much as no limit and no range would tell. */
const shifted = (by: number, until = WEEKS): TwinState[] =>
  states.slice(0, WEEKS).map((state, hour) => {
    if (hour < FROM || hour >= until) return state;
    const pressure = state.features["dischargePressure.mean"] ?? Number.NaN;
    return { ...state, features: { ...state.features, "dischargePressure.mean": pressure + by } };
  });
const OFF_BAR = 0.3;

describe("a machine whose inputs are no longer as in training", () => {
  const settings = { everyHours: 10, engine: "onnx" };
  const driftsOf = (forecasts: readonly Forecast[]): Forecast[] =>
    forecasts.filter(({ component, drifted }) => component === "bearing" && drifted);

  it("is not one whose inputs are as in training", async () => {
    const { sendAll, failures } = predictor(settings);
    assert.deepEqual(driftsOf(await sendAll(states.slice(0, WEEKS))), []);
    assert.deepEqual(failures, []);
  });

  it("is told of once, with the input, and each forecast says why it is wide", async () => {
    const { sendAll, failures, statuses } = predictor(settings);
    const forecasts = await sendAll(shifted(OFF_BAR));
    assert.ok(driftsOf(forecasts).length > 3);
    const last = lastOf(forecasts, "bearing");
    assert.match(last.reason, /^wider interval: the channels no longer fit each other as in training, first of all /);
    assert.ok((last.drifted?.[0]?.psi ?? 0) > (last.drifted?.[0]?.limit ?? 0));
    const whole = lastOf(await predictor(settings).sendAll(states.slice(0, WEEKS)), "bearing");
    assert.ok((last.widening ?? 1) > 1.3 * (whole.widening ?? 1), `${last.widening}`);
    // once for each of the two components, which have models of their own
    assert.deepEqual(
      failures.map(({ code }) => code),
      ["TWIN-RUL-018", "TWIN-RUL-018"],
    );
    assert.equal(statuses.at(-1)?.level, "warning");
    assert.match(statuses.at(-1)?.text ?? "", / h drift$/);
  });

  it("goes on being one over a restart, without being told of again", async () => {
    const folder = temporaryFolder();
    const store = openEmbeddedStore({ file: `${folder.path}/store.db` });
    const first = predictor({ ...settings, store: "s" }, { s: store });
    await first.sendAll(shifted(2 * OFF_BAR).slice(0, 600));
    await first.behaviour.close?.(false);
    const second = predictor({ ...settings, store: "s" }, { s: store });
    const forecasts = await second.sendAll(shifted(2 * OFF_BAR).slice(600));
    assert.ok(lastOf(forecasts, "bearing").drifted);
    assert.deepEqual(second.failures, []);
    await store.close();
    folder.remove();
  });
});
