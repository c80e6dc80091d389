import { doubtedChannels, withoutChannels } from "../twin/doubted-channels.ts";
import type { TwinState } from "../twin/twin-state.ts";
import type { Observation } from "./estimator.ts";
import type { PhysicsModel } from "./physics-model.ts";

/**
 * What a twin's state tells a physics model: for each quantity the model can compute, the mean of the newest window
 * (`flow.mean`), else the newest good sample; what is named like a feature (`vibration.rms`) is read as it is. A sensor in doubt tells of the load
 * alone.
 */
export const observationOfState = (model: PhysicsModel, state: TwinState): Observation => {
  const channels: Record<string, number> = {};
  for (const name in model.noise) {
    const sample = state.channels[name];
    const value =
      state.features[name] ?? state.features[`${name}.mean`] ?? (sample?.quality === "bad" ? undefined : sample?.value);
    if (value !== undefined && Number.isFinite(value)) channels[name] = value;
  }
  const known = withoutChannels(channels, doubtedChannels(state));
  return { timeMs: state.time, channels: known, load: model.loadFrom(channels) };
};
