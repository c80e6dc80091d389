import assert from "node:assert/strict";
import type { KeptBasis } from "../../../nodes/rul-predictor/forecast-basis.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import type { KeptForecast } from "../../../scripts/why/kept-forecast.ts";
import { recomputeForecast } from "../../../scripts/why/recompute-forecast.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { predictor } from "../rul-predictor/predictor.ts";
import { lifeOf } from "../rul-predictor/states-of-machine.ts";

const life = lifeOf("centrifugal-pump", "bearing", 3);
const DAY = 24;

/** Forecasts of the last days of a bearing that call for action, with their bases, as they came back from the file. */
const urgentForecasts = async (settings: Readonly<Record<string, unknown>>) => {
  const folder = temporaryFolder();
  const store = openEmbeddedStore({ file: `${folder.path}/twinloom-store.db` });
  const { sendAll } = predictor({ store: "s", everyHours: DAY, samples: 20, ...settings }, { s: store });
  // a filter of the whole life would take long: the last two weeks are enough to know the machine
  await sendAll(life.states.slice(-16 * DAY));
  const kept = await store.listDocuments({ collection: "forecasts", limit: 1000 });
  const bases = await store.listDocuments({ collection: "forecast-bases", limit: 1000 });
  await store.close();
  folder.remove();
  return {
    forecasts: kept.map(({ body }) => body as KeptForecast).filter(({ component }) => component === "bearing"),
    bases: new Map(bases.map(({ id, body }) => [id, body as KeptBasis])),
  };
};

describe("a forecast that rests on the physics, computed again", () => {
  const home = temporaryFolder();
  after(home.remove);

  for (const [name, settings] of Object.entries({
    "the physics alone": { engine: "physics" },
    "the physics under a planned load": {
      engine: "physics",
      futureLoad: "constant",
      constantLoad: [{ load: "speed", value: 2700 }],
    },
    "both joined": { engine: "hybrid" },
    "both joined under a planned load": {
      engine: "auto",
      futureLoad: "constant",
      constantLoad: [{ load: "speed", value: 2700 }],
    },
  })) {
    it(`is the same bit for bit: ${name}`, async () => {
      const { forecasts, bases } = await urgentForecasts(settings);
      const urgent = forecasts.filter(({ urgency }) => urgency !== undefined && urgency !== "NORMAL");
      assert.ok(urgent.length > 1, "the last days call for action");
      for (const forecast of urgent) {
        const recomputed = await recomputeForecast(forecast, home.path, bases.get(forecast.id));
        assert.deepEqual(recomputed, { result: "same", reason: "bit for bit", differing: [] });
      }
      const [one] = urgent;
      assert.ok(one);
      const forged = { ...one, rulHours: (one.rulHours ?? 0) * (1 + 1e-12) };
      assert.deepEqual((await recomputeForecast(forged, home.path, bases.get(one.id))).differing, ["rulHours"]);
    });
  }

  it("says which part was not kept: of a forecast that called for nothing there is no basis", async () => {
    const { forecasts, bases } = await urgentForecasts({ engine: "physics" });
    const calm = forecasts.find(({ urgency, status }) => status === "ok" && urgency === "NORMAL");
    assert.ok(calm);
    assert.equal(bases.has(calm.id), false);
    const { result, reason } = await recomputeForecast(calm, home.path);
    assert.deepEqual([result, reason.slice(0, 12)], ["not possible", "TWIN-WHY-004"]);
  });
});
