import type { Numbers, PhysicsModel } from "./physics-model.ts";

/** Everything a model computes that a machine shows: scalar channels, and features of waveforms where it knows them. */
export const modelledChannels = (model: PhysicsModel, state: Numbers, load: Numbers, parameters: Numbers): Numbers => {
  const channels = model.output(state, load, parameters);
  return model.featureOutput ? { ...channels, ...model.featureOutput(state, load, parameters) } : channels;
};
