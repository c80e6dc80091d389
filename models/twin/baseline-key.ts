import type { AssetType, Baseline } from "./asset-type.ts";

/** One baseline of a machine: a feature may be watched to either side. The alarm's id ends with it. */
export const baselineKey = ({ feature, side }: Baseline): string => `${feature}/baseline-${side ?? "high"}`;

/** The component that a baseline speaks for: its own, else that of the feature's channel. */
export const baselineComponent = (type: AssetType, { component, feature }: Baseline): string | undefined =>
  component ?? type.channels[feature.split(".")[0] ?? ""]?.component;
