import type { Features } from "../../../models/telemetry/features.ts";
import { makeSeries } from "../../../models/telemetry/series-view.ts";
import type { Spectrum } from "../../../models/telemetry/spectrum.ts";
import { TELEMETRY_TAG, type Telemetry, type Waveform } from "../../../models/telemetry/telemetry.ts";
import type { AssetType } from "../../../models/twin/asset-type.ts";
import { createBehaviour } from "../../../nodes/feature-extractor/behaviour.ts";
import { type FeatureExtractorConfig, schema } from "../../../nodes/feature-extractor/schema.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { TwinStore } from "../../../nodes/kit/store.ts";
import type { FlowMessage } from "../../../nodes/kit/world.ts";
import { fakeWorld } from "../../support/fake-world.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** A full hour, so that windows begin with it. */
export const START = Date.UTC(2026, 2, 1, 6);

/** A machine with a pressure, a speed and a vibration that a bearing turns up in. */
export const machineType: AssetType = {
  schema: "twinloom/asset-type@1",
  id: "test-machine",
  label: "Test machine",
  channels: {
    pressure: { label: "Pressure", unit: "bar", kind: "scalar", plausible: { min: 0, max: 100 } },
    speed: { label: "Speed", unit: "1/min", kind: "scalar" },
    vibration: { label: "Vibration", unit: "m/s2", kind: "waveform" },
  },
  parameters: {},
  components: [{ id: "bearing", label: "Bearing", indicators: [] }],
  failureModes: [],
  bearings: [
    {
      component: "bearing",
      waveformChannel: "vibration",
      speedChannel: "speed",
      bpfo: 3.5848,
      bpfi: 5.4152,
      bsf: 2.357,
      ftf: 0.39828,
    },
  ],
};

/** An extractor without Node-RED, what it sent, and what it reported. Lateness is 0 unless set. */
export const startExtractor = (
  settings: Partial<FeatureExtractorConfig> = {},
  type: AssetType = machineType,
  store?: TwinStore,
) => {
  const { world, failures, statuses, clock } = fakeWorld({ type, store });
  const kept = store ? { store: "store" } : {};
  const config = parseConfig(schema, { assetType: "type", latenessSeconds: 0, ...kept, ...settings });
  const behaviour = createBehaviour(config, world);
  const features: Features[] = [];
  const spectra: Spectrum[] = [];
  const send = (payload: unknown): void => {
    const out = behaviour.input?.({ payload });
    if (!Array.isArray(out)) return;
    const [first, second] = out as [FlowMessage[] | null, FlowMessage[] | null];
    features.push(...(first ?? []).map((message) => message.payload as Features));
    spectra.push(...(second ?? []).map((message) => message.payload as Spectrum));
  };
  return { send, features, spectra, failures, statuses, clock, close: async () => behaviour.close?.(true) };
};

/** Telemetry of one or more series of samples: `{ pressure: [[time, value], ...] }`. */
export const telemetry = (
  series: Readonly<Record<string, readonly (readonly [time: number, value: number, quality?: number])[]>>,
  { asset = "m-1", waveforms }: { asset?: string; waveforms?: Waveform[] } = {},
): Telemetry => {
  const scalarTimes = Object.values(series).flatMap((samples) => samples.map(([time]) => time));
  const times = [...scalarTimes, ...(waveforms ?? []).map(({ startTime }) => startTime)];
  return {
    schema: TELEMETRY_TAG,
    asset,
    time: Math.max(START, ...times.filter(Number.isFinite)),
    values: {},
    series: Object.fromEntries(
      Object.entries(series).map(([channel, samples]) => [
        channel,
        makeSeries(
          machineType.channels[channel]?.unit ?? "?",
          samples.map(([time]) => time),
          samples.map(([, value]) => value),
          samples.map(([, , quality]) => quality ?? 0),
        ),
      ]),
    ),
    ...(waveforms ? { waveforms } : {}),
  };
};

/** A sample that completes all windows before `time`. */
export const closing = (time: number, asset = "m-1"): Telemetry => telemetry({ pressure: [[time, 5]] }, { asset });
