import type { LatestSample } from "../../telemetry/features.ts";
import { HISTORY_KINDS } from "../history-features.ts";
import type { ModelFeature } from "../model-card.ts";
import { distanceOutside } from "../outside-training.ts";
import type { Doubt } from "./doubt.ts";

/**
 * Inputs that come from a sensor in doubt. One that hangs tells nothing: all is lost. One that is off by d tenths of the range that
 * training saw has lost 1 − exp(−d) of what it tells, the same measure as for an input that is outside of that range.
 *
 * @param channels of the twin's state
 * @param bases names of the base features (`barrelTemperature.mean`), in the order of the history
 * @param features of the card, in the order of the vector
 */
export const sensorDoubt = (
  channels: Readonly<Record<string, LatestSample>>,
  bases: readonly { readonly name: string }[],
  features: readonly ModelFeature[],
): Doubt | undefined => {
  const lost = new Float64Array(features.length);
  let any = false;
  bases.forEach(({ name }, place) => {
    const sample = channels[name.slice(0, name.lastIndexOf("."))];
    const first = place * HISTORY_KINDS.length;
    const share = sample ? lostOf(sample, features[first]) : 0;
    if (share === 0) return;
    any = true;
    lost.fill(share, first, first + HISTORY_KINDS.length);
  });
  return any ? { words: "", lost } : undefined;
};

const lostOf = ({ value, doubts = [] }: LatestSample, feature: ModelFeature | undefined): number => {
  if (doubts.some(({ kind }) => kind === "stuck")) return 1;
  const estimate = doubts.find(({ kind }) => kind === "drift")?.estimate;
  if (!estimate || !feature) return 0;
  const span = feature.max - feature.min;
  return -Math.expm1(-distanceOutside(Math.abs(value - estimate.value), { min: -span, max: 0 }));
};
