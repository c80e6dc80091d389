import assert from "node:assert/strict";
import { assetTypes, physicsModels } from "../../../models/assets/index.ts";
import type { Forecast } from "../../../models/prognosis/forecast.ts";
import { createRandom } from "../../../models/random/random.ts";
import type { Numbers } from "../../../models/simulation/physics-model.ts";
import { makeSeries, makeWaveform } from "../../../models/telemetry/series-view.ts";
import { TELEMETRY_TAG, type Telemetry } from "../../../models/telemetry/telemetry.ts";
import { createBehaviour as createExtractor } from "../../../nodes/feature-extractor/behaviour.ts";
import { schema as extractorSchema } from "../../../nodes/feature-extractor/schema.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { FlowMessage, Outgoing } from "../../../nodes/kit/world.ts";
import { createBehaviour as createPredictor } from "../../../nodes/rul-predictor/behaviour.ts";
import { schema as predictorSchema } from "../../../nodes/rul-predictor/schema.ts";
import { createBehaviour as createTwin } from "../../../nodes/twin-state/behaviour.ts";
import { schema as twinSchema } from "../../../nodes/twin-state/schema.ts";
import { fakeWorld } from "../../support/fake-world.ts";

const HOUR_MS = 3_600_000;
const SPINDLE = "cnc-spindle";

const firstPort = (out: Outgoing): FlowMessage[] => {
  const port = Array.isArray(out) ? out[0] : out;
  return (Array.isArray(port) ? port : [port]).filter(Boolean);
};

/** Telemetry of a spindle that is half worn, every 15 minutes, with a waveform every 2 hours; and when it failed. */
const spindleLife = (): { telemetry: Telemetry[]; failureMs: number } => {
  const type = assetTypes[SPINDLE];
  const model = physicsModels[SPINDLE];
  if (!type || !model?.waveform) throw new Error("no spindle");
  const random = createRandom(77).fork("a spindle for a test");
  const startMs = Date.UTC(2026, 2, 2);
  let state: Numbers = { ...model.initial(model.parameters), spall: 0.35 };
  const telemetry: Telemetry[] = [];
  for (let quarter = 1; ; quarter++) {
    const timeMs = startMs + quarter * 0.25 * HOUR_MS;
    const load = model.plannedLoad(timeMs);
    state = model.step(state, load, 900, model.parameters);
    if ((state["spall"] ?? 0) >= 1) return { telemetry, failureMs: timeMs };
    const output = Object.entries(model.output(state, load, model.parameters)).map(
      ([channel, value]) => [channel, value + (model.noise[channel] ?? 0) * random.normal()] as const,
    );
    const series = output.map(([channel, value]) => [
      channel,
      makeSeries(type.channels[channel]?.unit ?? "", [timeMs], [value]),
    ]);
    const { channel, unit, sampleRateHz, samples } = model.waveform(state, load, random);
    telemetry.push({
      schema: TELEMETRY_TAG,
      asset: "spindle-1",
      time: timeMs,
      values: Object.fromEntries(output),
      series: Object.fromEntries(series),
      ...(quarter % 8 === 0 ? { waveforms: [makeWaveform(channel, unit, sampleRateHz, timeMs, samples)] } : {}),
    });
  }
};

describe("from telemetry to a forecast", () => {
  it("foresees the end of a spindle from its waveforms, through extractor, twin and predictor", async () => {
    const resources = { type: assetTypes[SPINDLE] };
    const worlds = [fakeWorld(resources), fakeWorld(resources), fakeWorld(resources)] as const;
    const extractor = createExtractor(parseConfig(extractorSchema, { assetType: "type" }), worlds[0].world);
    const twin = createTwin(parseConfig(twinSchema, { assetType: "type" }), worlds[1].world);
    const settings = { assetType: "type", confidence: 98, everyHours: 6 };
    const predictor = createPredictor(parseConfig(predictorSchema, settings), worlds[2].world);
    const { telemetry, failureMs } = spindleLife();

    const forecasts: Forecast[] = [];
    for (const payload of telemetry) {
      for (const features of firstPort((await extractor.input?.({ payload })) as Outgoing)) {
        for (const state of firstPort((await twin.input?.(features)) as Outgoing)) {
          for (const forecast of firstPort((await predictor.input?.(state)) as Outgoing)) {
            forecasts.push(forecast.payload as Forecast);
          }
        }
      }
    }
    for (const { failures } of worlds) assert.deepEqual(failures, []);
    const made = forecasts.filter(({ status }) => status === "ok");
    const inside = made.filter(({ time, interval }) => {
      const truth = (failureMs - time) / HOUR_MS;
      return interval !== undefined && truth >= interval.lowHours && truth <= interval.highHours;
    });
    assert.ok(made.length > 20, `${made.length} forecasts of ${forecasts.length}`);
    assert.ok(inside.length >= 0.8 * made.length, `${inside.length} of ${made.length} hold the truth`);
    assert.equal(made.at(-1)?.urgency, "CRITICAL");
    assert.ok(made.at(-1)?.drivers.some(({ feature }) => feature.startsWith("vibration.")));
  });
});
