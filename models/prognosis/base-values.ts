import type { Numbers, PhysicsModel } from "../simulation/physics-model.ts";
import type { BaseFeature } from "./base-features.ts";

/** From the means of one step, by name, to the base features in their order. NaN where something is not known. */
export type BaseValues = (means: ReadonlyMap<string, number>) => Float64Array;

const MEAN = ".mean";

/**
 * How base features are computed from the means over one step (`speed.mean`, `vibration.rms`): in training and at the edge.
 * An excess is the measured mean minus what the physics of a machine as new gives at the load that the means show.
 *
 * @param model needed for excesses only; without it they are NaN
 * @param parameters of the machine
 */
export const baseValues = (
  bases: readonly BaseFeature[],
  model: PhysicsModel | undefined,
  parameters: Numbers,
): BaseValues => {
  const needsModel = bases.some(({ source }) => source === "excess");
  const asNew = model?.initial(parameters);
  return (means) => {
    const healthy = needsModel && model && asNew ? model.output(asNew, loadOf(model, means), parameters) : {};
    return Float64Array.from(bases, ({ name, source }) => {
      if (source === "measured") return means.get(name) ?? Number.NaN;
      const channel = name.slice(0, name.lastIndexOf("."));
      return (means.get(channel + MEAN) ?? Number.NaN) - (healthy[channel] ?? Number.NaN);
    });
  };
};

const loadOf = (model: PhysicsModel, means: ReadonlyMap<string, number>): Numbers => {
  const channels: Record<string, number> = {};
  for (const [name, value] of means) {
    if (name.endsWith(MEAN) && !Number.isNaN(value)) channels[name.slice(0, -MEAN.length)] = value;
  }
  return model.loadFrom(channels);
};
