import type { TwinState } from "./twin-state.ts";

const MEAN = ".mean";

/**
 * A state with only what somebody reads of it, a tenth of its size: the named features, and the newest samples of the channels that they
 * are the means of.
 *
 * @param wanted names of features or channels (`speed.mean`, `vibration.rms`, `speed`)
 */
export const briefState = (state: TwinState, wanted: readonly string[]): TwinState => {
  const features: TwinState["features"] = {};
  const channels: TwinState["channels"] = {};
  for (const name of wanted) {
    const feature = state.features[name];
    if (feature !== undefined) features[name] = feature;
    const channel = name.endsWith(MEAN) ? name.slice(0, -MEAN.length) : name;
    const sample = state.channels[channel];
    if (sample !== undefined) channels[channel] = sample;
  }
  return { ...state, features, channels, featureUnits: {}, components: {}, alarms: [] };
};
