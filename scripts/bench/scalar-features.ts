import { makeSeries } from "../../models/telemetry/series-view.ts";
import { TELEMETRY_TAG, type Telemetry } from "../../models/telemetry/telemetry.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { createBehaviour } from "../../nodes/feature-extractor/behaviour.ts";
import { schema } from "../../nodes/feature-extractor/schema.ts";
import { parseConfig } from "../../nodes/kit/parse-config.ts";
import { fakeWorld } from "../../test/support/fake-world.ts";

/** Readings per second of the feature extractor's behaviour alone, without Node-RED around it. */
export interface ScalarFigure {
  readonly channels: number;
  readonly readingsPerSecond: number;
  readonly windowsSent: number;
}

const ASSETS = 100;
const BATCH = 100;
const ROUNDS = 300;
/** A reading every 2 s on each channel. */
const STEP_MS = 2000;
const START_MS = Date.UTC(2026, 0, 1);

const machineType = (channels: number): AssetType => ({
  schema: "twinloom/asset-type@1",
  id: "bench-machine",
  label: "Bench machine",
  channels: Object.fromEntries(
    Array.from({ length: channels }, (_, c) => [
      `channel${c}`,
      { label: `Channel ${c}`, unit: "bar", kind: "scalar" as const, plausible: { min: -1000, max: 1000 } },
    ]),
  ),
  parameters: {},
  components: [{ id: "part", label: "Part", indicators: [] }],
  failureModes: [],
});

/** One asset's micro-batch: `BATCH` readings spread over its channels. */
const microBatch = (asset: number, channels: number, round: number): Telemetry => {
  const perChannel = BATCH / channels;
  const fromMs = START_MS + round * perChannel * STEP_MS;
  const times = Array.from({ length: perChannel }, (_, i) => fromMs + i * STEP_MS);
  const series = Array.from({ length: channels }, (_, c) => [
    `channel${c}`,
    makeSeries(
      "bar",
      times,
      times.map((_time, i) => 50 + Math.sin(asset + c + i + round)),
    ),
  ]);
  return {
    schema: TELEMETRY_TAG,
    asset: `machine-${asset}`,
    time: times.at(-1) ?? fromMs,
    values: {},
    series: Object.fromEntries(series),
  };
};

/** Feeds micro-batches of 100 readings from 100 machines; the messages are made before the clock starts. */
export const benchScalarFeatures = (channels: number): ScalarFigure => {
  const { world } = fakeWorld({ type: machineType(channels) });
  const behaviour = createBehaviour(parseConfig(schema, { assetType: "type" }), world);
  let windowsSent = 0;
  let seconds = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const messages = Array.from({ length: ASSETS }, (_, asset) => ({ payload: microBatch(asset, channels, round) }));
    const began = performance.now();
    for (const message of messages) {
      const out = behaviour.input?.(message);
      if (Array.isArray(out) && Array.isArray(out[0])) windowsSent += out[0].length;
    }
    if (round >= ROUNDS / 3) seconds += (performance.now() - began) / 1000;
  }
  return { channels, readingsPerSecond: Math.round((ASSETS * BATCH * (ROUNDS * 2)) / 3 / seconds), windowsSent };
};

if (import.meta.main) console.log(JSON.stringify([1, 5, 20].map(benchScalarFeatures)));
