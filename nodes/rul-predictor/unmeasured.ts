import type { BaseFeature } from "../../models/prognosis/base-features.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";

/** A channel that was silent for longer than this says nothing about now. */
const SILENT_HOURS = 24;

/**
 * Why a model's input is not known: a feature that never came, or one whose channel went silent. Undefined if all is there.
 *
 * @param vector in the order of `features`; NaN where there is nothing
 */
export const unmeasured = (
  state: TwinState,
  measured: readonly BaseFeature[],
  features: readonly { readonly name: string }[],
  vector: ArrayLike<number>,
): string | undefined => {
  const never = features.find((_, i) => Number.isNaN(vector[i]));
  if (never) return `${never.name.split("/")[0]} has not been measured yet`;
  for (const { name } of measured) {
    const channel = name.slice(0, name.lastIndexOf("."));
    const newest = state.channels[channel]?.time;
    const hours = newest === undefined ? 0 : (state.time - newest) / 3_600_000;
    if (hours > SILENT_HOURS) return `${channel} has not been measured for ${hours.toFixed(0)} h`;
  }
  return undefined;
};
