import type { AssetType } from "../twin/asset-type.ts";
import type { FeatureGroup } from "./attribution.ts";
import type { Driver } from "./forecast.ts";
import { OPERATING_HOURS } from "./history-features.ts";
import type { ModelFeature } from "./model-card.ts";

/** More than this nobody reads. */
const MOST_DRIVERS = 3;
/** A contribution below this is not worth a word. */
const LEAST_HOURS = 1;

/**
 * The things that took the most off the forecast, or added most to it: its median minus the median it would have if this one
 * thing were as on a typical machine of the training. Contributions of things that move together do not add up.
 *
 * @param medianHours of the forecast
 * @param withoutHours median with each group replaced, in the groups' order
 */
export const onnxDrivers = (
  type: AssetType,
  features: readonly ModelFeature[],
  vector: ArrayLike<number>,
  groups: readonly FeatureGroup[],
  medianHours: number,
  withoutHours: readonly number[],
): Driver[] =>
  groups
    .map((group, i) => ({ group, hours: medianHours - (withoutHours[i] ?? medianHours) }))
    .filter(({ hours }) => Math.abs(hours) >= LEAST_HOURS)
    .sort((a, b) => Math.abs(b.hours) - Math.abs(a.hours))
    .slice(0, MOST_DRIVERS)
    .map(({ group, hours }) => {
      const effect = `${hours < 0 ? "takes" : "adds"} ${Math.abs(hours).toFixed(0)} h`;
      return {
        feature: group.name,
        contributionHours: hours,
        text: `${describe(type, features, vector, group)}: ${effect} compared with a typical machine`,
      };
    });

/** `Vibration velocity RMS 4.1 mm/s, 2.3 above its beginning`. */
const describe = (
  type: AssetType,
  features: readonly ModelFeature[],
  vector: ArrayLike<number>,
  { name, at }: FeatureGroup,
): string => {
  const first = at[0] ?? 0;
  const value = number(vector[first]);
  const unit = features[first]?.unit ?? "";
  if (name === OPERATING_HOURS) return `${value} h run since the history began`;
  const [channel = name, feature] = name.split(".");
  const label = `${type.channels[channel]?.label ?? channel}${feature ? ` ${feature}` : ""}`;
  const change = vector[first + 1] ?? 0;
  const moved = `${number(Math.abs(change))} ${change < 0 ? "below" : "above"} its beginning`;
  return `${label} ${value}${unit === "1" ? "" : ` ${unit}`}, ${moved}`;
};

const number = (value: number | undefined): string =>
  value === undefined ? "?" : Math.abs(value) >= 1000 ? value.toFixed(0) : Number(value.toPrecision(3)).toString();
