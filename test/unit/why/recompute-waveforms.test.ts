import assert from "node:assert/strict";
import { assetTypes, physicsModels } from "../../../models/assets/index.ts";
import { createRandom } from "../../../models/random/random.ts";
import type { Numbers } from "../../../models/simulation/physics-model.ts";
import { makeSeries, makeWaveform } from "../../../models/telemetry/series-view.ts";
import { TELEMETRY_TAG } from "../../../models/telemetry/telemetry.ts";
import type { TwinState } from "../../../models/twin/twin-state.ts";
import type { TwinStore } from "../../../nodes/kit/store.ts";
import type { KeptBasis } from "../../../nodes/rul-predictor/forecast-basis.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import type { KeptForecast } from "../../../scripts/why/kept-forecast.ts";
import { waveformsIn } from "../../../scripts/why/measured-in.ts";
import { recomputeForecast } from "../../../scripts/why/recompute-forecast.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { startExtractor } from "../feature-extractor/extractor.ts";
import { predictor } from "../rul-predictor/predictor.ts";
import { blankState, HOUR_MS, START_MS } from "../rul-predictor/states-of-machine.ts";

const ASSET_TYPE = "cnc-spindle";
const COMPONENT = "frontBearing";
const DAY = 24;
const LAST_HOURS = 12 * DAY;

/** The last days of a spindle's bearing: each hour one waveform, which goes through the extractor and stays in the store. */
const lastStates = async (store: TwinStore): Promise<TwinState[]> => {
  const [type, model] = [assetTypes[ASSET_TYPE], physicsModels[ASSET_TYPE]];
  const damage = model?.damage.find(({ component }) => component === COMPONENT);
  if (!type || !model || !damage) throw new Error("there is no spindle");
  const loadAt = (hour: number): Numbers => model.plannedLoad(START_MS + (hour - 0.5) * HOUR_MS);
  const extractor = startExtractor({}, type, store);
  const random = createRandom(5);
  const hours: Numbers[] = [];
  for (let state = model.initial(model.parameters, random); (state[damage.state] ?? 0) < 1; ) {
    hours.push(state);
    state = model.step(state, loadAt(hours.length), 3600, model.parameters);
  }
  const begin = hours.length - LAST_HOURS;
  for (const [i, state] of hours.slice(begin).entries()) {
    const [load, time] = [loadAt(begin + i), START_MS + (begin + i) * HOUR_MS];
    const output = Object.entries(model.output(state, load, model.parameters));
    const series = output.map(([name, value]) => [
      name,
      makeSeries(type.channels[name]?.unit ?? "", [time, time + 1], [value, value]),
    ]);
    const one = model.waveform?.(state, load, random);
    const waveforms = one ? [makeWaveform(one.channel, one.unit, one.sampleRateHz, time, one.samples)] : [];
    const batch = { schema: TELEMETRY_TAG, asset: "m-1", time: time + 1, values: {} };
    extractor.send({ ...batch, series: Object.fromEntries(series), waveforms });
  }
  await extractor.close();
  return extractor.features.map(({ values, units }, i) => ({
    ...blankState("m-1", ASSET_TYPE, begin + i + 1),
    ...{ features: values, featureUnits: units },
    components: {
      [COMPONENT]: { health: model.health(hours[begin + i] ?? {})[COMPONENT] ?? null, reason: "simulated" },
    },
  }));
};

describe("a forecast that rests on waveforms, computed again", () => {
  const folder = temporaryFolder();
  const measured = openEmbeddedStore({ file: `${folder.path}/measured.db`, waveformDays: 5 });
  let states: readonly TwinState[] = [];
  before(async () => {
    states = await lastStates(measured);
  });
  after(async () => {
    await measured.close();
    folder.remove();
  });

  for (const engine of ["onnx", "hybrid"]) {
    it(`is the same bit for bit, from the features that were kept with it: ${engine}`, async () => {
      const store = openEmbeddedStore({ file: `${folder.path}/${engine}.db` });
      const { sendAll } = predictor({ store: "s", everyHours: DAY, samples: 20, engine }, { s: store });
      await sendAll(states);
      const kept = await store.listDocuments({ collection: "forecasts" });
      const bases = await store.listDocuments({ collection: "forecast-bases" });
      await store.close();
      const forecasts = kept.map(({ body }) => body as KeptForecast);
      const urgent = forecasts.filter(({ urgency }) => urgency === "WARNING" || urgency === "CRITICAL");
      assert.ok(urgent.length > 1, "the last days call for action");
      for (const forecast of urgent) {
        const inputs = Object.keys(forecast.computedFrom?.inputs ?? {});
        assert.ok(
          inputs.some((name) => name.startsWith("vibration.")),
          inputs.join(),
        );
        const basis = bases.find(({ id }) => id === forecast.id)?.body as KeptBasis | undefined;
        assert.deepEqual(await recomputeForecast(forecast, folder.path, basis), {
          ...{ result: "same", reason: "bit for bit", differing: [] },
        });
      }
    });
  }

  it("names the waveforms of its time, and how many of them are still kept", async () => {
    const [first, last] = [states[0]?.time ?? 0, states.at(-1)?.time ?? 0];
    const window = { asset: "m-1", assetType: ASSET_TYPE, fromMs: first - HOUR_MS, toMs: last };
    const [vibration, ...others] = await waveformsIn(measured, window);
    assert.deepEqual(others, []);
    assert.deepEqual([vibration?.channel, vibration?.measured], ["vibration", LAST_HOURS]);
    const kept = vibration?.kept ?? 0;
    assert.ok(kept >= 5 * DAY && kept < LAST_HOURS, `${kept} are kept`);
    assert.deepEqual(await waveformsIn(measured, { ...window, asset: "m-2" }), []);
  });
});
