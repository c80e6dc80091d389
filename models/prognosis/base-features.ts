import { waveformFeatureUnit } from "../signal/waveform-features.ts";
import type { PhysicsModel } from "../simulation/physics-model.ts";
import type { AssetType } from "../twin/asset-type.ts";

/** One quantity that a component's history is made of: read from the twin's features, or how far it is off "as new". */
export interface BaseFeature {
  readonly name: string;
  /** UCUM code. */
  readonly unit: string;
  readonly source: "measured" | "excess";
}

/** What a trained model reads of a waveform: shape, energy by band, and the first line of each bearing defect. */
const WAVEFORM_BASES = [
  ...["rms", "velocityRms", "crestFactor", "kurtosis", "band1", "band2", "band3", "band4", "band5"],
  ...["envelopeRms", "bpfo1", "bpfi1", "bsf1", "ftf1", "envelopePeak"],
];

/**
 * The base features of an asset type's shipped models: the mean of every scalar channel and the features of its waveforms;
 * then, for every channel that the physics computes, its excess over a machine as new at the same load
 * (`dischargePressure.excess`), which is what wear shows in. Without physics there are no such excesses.
 */
export const baseFeaturesOf = (type: AssetType, model: PhysicsModel | undefined): BaseFeature[] => {
  const channels = Object.entries(type.channels);
  const computed = model?.output(model.initial(model.parameters), model.loadFrom({}), model.parameters) ?? {};
  const measured = channels.flatMap(([channel, { kind, unit }]): BaseFeature[] =>
    kind === "scalar"
      ? [{ name: `${channel}.mean`, unit, source: "measured" }]
      : WAVEFORM_BASES.map((feature) => ({
          name: `${channel}.${feature}`,
          unit: waveformFeatureUnit(feature, unit),
          source: "measured",
        })),
  );
  const excess = channels.flatMap(([channel, { unit }]): BaseFeature[] =>
    channel in computed && !(channel in (model?.loads ?? {}))
      ? [{ name: `${channel}.excess`, unit, source: "excess" }]
      : [],
  );
  return [...measured, ...excess];
};
