import type { ModelFeature } from "./model-card.ts";

/** Inputs that stand for one thing the reader knows: a channel, or one feature of a waveform. */
export interface FeatureGroup {
  readonly name: string;
  /** Places in the vector. */
  readonly at: readonly number[];
}

/** `flow.mean/change` and `flow.excess/current` are both `flow`; `vibration.rms/current` is `vibration.rms`. */
export const featureGroups = (features: readonly ModelFeature[]): FeatureGroup[] => {
  const groups = new Map<string, number[]>();
  features.forEach(({ name }, i) => {
    const base = name.split("/")[0] ?? name;
    const group = base.replace(/\.(mean|excess)$/, "");
    groups.set(group, [...(groups.get(group) ?? []), i]);
  });
  return Array.from(groups, ([name, at]) => ({ name, at }));
};

/**
 * The input itself, followed by one row per group in which that group is replaced by the medians of training: what the
 * forecast would be if this one thing were as on a typical machine.
 *
 * @returns float32, (1 + groups) × features, row-major
 */
export const counterfactualRows = (
  vector: ArrayLike<number>,
  features: readonly ModelFeature[],
  groups: readonly FeatureGroup[],
): Float32Array => {
  const width = features.length;
  const rows = new Float32Array((1 + groups.length) * width);
  for (let row = 0; row <= groups.length; row++) rows.set(vector, row * width);
  groups.forEach(({ at }, g) => {
    for (const i of at) rows[(1 + g) * width + i] = features[i]?.median ?? Number.NaN;
  });
  return rows;
};
