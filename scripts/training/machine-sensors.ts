import type { BaseFeature } from "../../models/prognosis/base-features.ts";
import { baseValues } from "../../models/prognosis/base-values.ts";
import type { Random } from "../../models/random/random.ts";
import { mean } from "../../models/signal/mean.ts";
import { WAVEFORM_FEATURES } from "../../models/signal/waveform-features.ts";
import { createWaveformPlan, type WaveformPlan } from "../../models/signal/waveform-plan.ts";
import type { Numbers, PhysicsModel } from "../../models/simulation/physics-model.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";

/** What the sensors of one simulated machine deliver, turned into window features by the code that runs at the edge. */
export interface MachineSensors {
  /** One sample of every scalar channel, with noise. */
  sample(state: Numbers, load: Numbers): void;
  /** One waveform, if the machine has a fast sensor; between two of them the newest stands. */
  record(state: Numbers, load: Numbers): void;
  /** The base features of the window that ends now, in their order; begins the next window. */
  window(): Float64Array;
}

export const machineSensors = (
  type: AssetType,
  model: PhysicsModel,
  bases: readonly BaseFeature[],
  random: Random,
): MachineSensors => {
  const channels = Object.keys(type.channels).filter((channel) => type.channels[channel]?.kind === "scalar");
  const samples = new Map<string, number[]>(channels.map((channel) => [channel, []]));
  const newest = new Map<string, number>();
  const scalarNoise = random.fork("noise");
  const vibration = random.fork("waveform");
  const valuesOf = baseValues(bases, model, model.parameters);
  let plan: WaveformPlan | undefined;

  return {
    sample: (state, load) => {
      const output = model.output(state, load, model.parameters);
      for (const channel of channels) {
        samples
          .get(channel)
          ?.push((output[channel] ?? Number.NaN) + (model.noise[channel] ?? 0) * scalarNoise.normal());
      }
    },
    record: (state, load) => {
      const waveform = model.waveform?.(state, load, vibration);
      const bearing = type.bearings?.find(({ waveformChannel }) => waveformChannel === waveform?.channel);
      if (!waveform) return;
      plan ??= createWaveformPlan(waveform.samples.length, waveform.sampleRateHz, waveform.unit);
      const shaftHz = bearing ? (samples.get(bearing.speedChannel)?.at(-1) ?? Number.NaN) / 60 : Number.NaN;
      const features = plan.compute(waveform.samples, shaftHz, bearing);
      WAVEFORM_FEATURES.forEach((feature, i) => {
        newest.set(`${waveform.channel}.${feature}`, features[i] ?? Number.NaN);
      });
    },
    window: () => {
      for (const [channel, values] of samples) {
        newest.set(`${channel}.mean`, mean(values));
        values.length = 0;
      }
      return valuesOf(newest);
    },
  };
};
