import assert from "node:assert/strict";
import type { Forecast } from "../../../models/prognosis/forecast.ts";
import type { TwinState } from "../../../models/twin/twin-state.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { burst } from "./burst.ts";
import { lastOf, predictor } from "./predictor.ts";
import { lifeOf } from "./states-of-machine.ts";

const ASSETS = 150;
const HOURS = 14;
const { states } = lifeOf("centrifugal-pump", "bearing", 3);

/** Pumps that differ in where in its life each is. */
const fleetAt = (hour: number): TwinState[] =>
  Array.from({ length: ASSETS }, (_, asset) => {
    const [now, other] = [states[hour], states[hour + 2 * asset]];
    if (!now || !other) throw new Error("the life is too short");
    return { ...now, asset: `pump-${asset}`, features: other.features };
  });
const fleet = Array.from({ length: HOURS }, (_, hour) => fleetAt(hour)).flat();

const SETTINGS = { everyHours: 12, minimumHours: 6, explain: "none" };

describe("a fleet whose states come at once", () => {
  let oneByOne: readonly Forecast[] = [];
  before(async () => {
    oneByOne = await predictor(SETTINGS).sendAll(fleet);
  });

  it("is forecast up to 128 at once as if the states had come one by one, in the same order", async () => {
    const { behaviour } = predictor(SETTINGS);
    const { together } = behaviour;
    assert.ok(together);
    const sizes: number[] = [];
    const handle: typeof together.handle = (messages) => {
      sizes.push(messages.length);
      return together.handle(messages);
    };
    const { sent, ends } = await burst({ ...behaviour, together: { ...together, handle } }, fleet);
    assert.deepEqual(
      ends,
      fleet.map((_, i) => `${i}`),
    );
    assert.equal(sent.filter(({ status }) => status === "ok").length, 2 * ASSETS);
    assert.deepEqual(sent, oneByOne);
    assert.equal(Math.max(...sizes), 128);
  });

  it("is not held up by what is no state, or by a machine whose units are wrong", async () => {
    const wrong = (state: TwinState): TwinState =>
      state.asset === "pump-7"
        ? { ...state, featureUnits: { ...state.featureUnits, "vibrationVelocity.mean": "m" } }
        : state;
    const payloads = fleet.map(wrong).flatMap((state, i) => (i === 70 ? ["no state", state] : [state]));
    const { behaviour, failures } = predictor(SETTINGS);
    const { sent, ends } = await burst(behaviour, payloads);
    assert.deepEqual(
      ends.filter((end) => end.includes(" ")),
      ["70 TWIN-RUL-001"],
    );
    assert.deepEqual([...new Set(failures.map(({ code }) => code))], ["TWIN-RUL-009"]);
    assert.match(
      lastOf(
        sent.filter(({ asset }) => asset === "pump-7"),
        "bearing",
      ).reason,
      /vibrationVelocity/,
    );
    const others = (list: readonly Forecast[]) => list.filter(({ asset }) => asset !== "pump-7");
    assert.deepEqual(others(sent), others(oneByOne));
  });

  it("has every forecast in the store before it is done", async () => {
    const folder = temporaryFolder();
    const store = openEmbeddedStore({ file: `${folder.path}/twin.db` });
    const { behaviour } = predictor({ ...SETTINGS, store: "s" }, { s: store });
    const { sent } = await burst(behaviour, fleet);
    const kept = await store.listDocuments({ collection: "forecasts", limit: 10_000 });
    assert.deepEqual(kept.map(({ id }) => id).sort(), sent.map(({ id }) => id).sort());
    await behaviour.close?.(false);
    await store.close();
    folder.remove();
  });

  it("has explanations only where they are wanted, and the same numbers without", async () => {
    const lastDays = states.slice(-240);
    const [urgent = [], none = []] = await Promise.all(
      ["urgent", "none"].map(async (explain) => {
        const { sendAll } = predictor({ ...SETTINGS, explain });
        return (await sendAll(lastDays)).filter(({ status }) => status === "ok");
      }),
    );
    for (const { urgency, drivers } of urgent) assert.equal(drivers.length > 0, urgency !== "NORMAL");
    assert.deepEqual(new Set(urgent.map(({ urgency }) => urgency)), new Set(["NORMAL", "WARNING", "CRITICAL"]));
    assert.ok(none.every(({ drivers, baseHours }) => drivers.length === 0 && baseHours === undefined));
    assert.deepEqual(
      urgent.map(({ rulHours }) => rulHours),
      none.map(({ rulHours }) => rulHours),
    );
  });
});
