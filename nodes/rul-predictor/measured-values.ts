import type { AssetType } from "../../models/twin/asset-type.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";

const MEAN = ".mean";

/** Reads some quantities of a twin state into one array, which is used again: the hot path of the node. */
export interface MeasuredValues {
  readonly names: readonly string[];
  /** One per name; NaN where there is none. Valid until the next call. */
  read(state: TwinState): Float64Array;
}

/** A feature by its name; the mean of a channel that has no features yet is its newest sample, unless that is bad. */
export const measuredValues = (names: readonly string[]): MeasuredValues => {
  const values = new Float64Array(names.length);
  const channels = names.map((name) => (name.endsWith(MEAN) ? name.slice(0, -MEAN.length) : ""));
  return {
    names,
    read: (state) => {
      for (let i = 0; i < names.length; i++) {
        const given = state.features[names[i] ?? ""];
        values[i] = typeof given === "number" ? given : newestOf(state, channels[i] ?? "");
      }
      return values;
    },
  };
};

const newestOf = (state: TwinState, channel: string): number => {
  const sample = channel === "" ? undefined : state.channels[channel];
  return sample === undefined || sample.quality === "bad" ? Number.NaN : sample.value;
};

/** True if the machine ran, and ran through the whole window: the means of a window with a stop in it tell of neither. */
export const ranThrough = (type: AssetType, { operatingState, features }: TwinState): boolean => {
  if (operatingState === "stopped" || operatingState === "failed") return false;
  const lowest = features[`${type.running?.channel}.min`];
  return lowest === undefined || type.running === undefined || lowest > type.running.above;
};
