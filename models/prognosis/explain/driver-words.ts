import type { AssetType } from "../../twin/asset-type.ts";
import { OPERATING_HOURS } from "../history-features.ts";
import type { ModelFeature } from "../model-card.ts";
import { featureWords } from "./feature-words.ts";

/** Spread below this share of the mean is rounding, not a spread. */
const NO_SPREAD = 1e-9;

/**
 * What stands out of one input, in words: how far it is from its mean in training, in standard deviations (σ); of an excess
 * also how far it is off what the physics expects of a machine as new.
 *
 * `Outer-race envelope +4.1σ (15.2 m/s2)`, `Bearing temperature 9 Cel above expectation (+1.8σ)`
 */
export const driverWords = (type: AssetType, feature: ModelFeature, value: number): string => {
  const [base = feature.name, kind] = feature.name.split("/");
  const label = featureWords(type, base);
  const code = kind === "slopePerDay" ? feature.unit.replace(/\/d$/, "") : feature.unit;
  const unit = code === "1" || code === "" ? "" : ` ${code}`;
  if (base === OPERATING_HOURS) return `${rounded(value)} h run since the history began`;
  const excess = base.endsWith(".excess");
  const amount = `${rounded(Math.abs(value))}${unit}`;
  const usual = sigmas(feature, value);
  if (kind === "slopePerDay" || kind === "change") {
    const moved =
      kind === "change"
        ? `${amount} ${value < 0 ? "below" : "above"} its beginning`
        : `${value < 0 ? "falling" : "rising"} by ${amount} a day`;
    return `${label}${excess ? ", against expectation," : ""} ${moved}${usual && ` (${usual})`}`;
  }
  if (excess) return `${label} ${amount} ${value < 0 ? "below" : "above"} expectation${usual && ` (${usual})`}`;
  return `${label}${usual && ` ${usual}`} (${rounded(value)}${unit})`;
};

/**
 * `takes 310 h off`, `adds 12 cycles`
 *
 * @param unit UCUM code of the forecast: `h`, or `{cycle}`
 */
export const effectWords = (amount: number, unit: string): string => {
  const size = Math.abs(amount).toFixed(Math.abs(amount) < 9.95 ? 1 : 0);
  const words = `${size} ${unit.replace(/^\{(\w+)\}$/, "$1s")}`;
  return amount < 0 ? `takes ${words} off` : `adds ${words}`;
};

/** `+4.1σ`, empty where the training had no spread. */
const sigmas = ({ mean, sd }: ModelFeature, value: number): string => {
  if (!(sd > NO_SPREAD * Math.abs(mean))) return "";
  const distance = ((value - mean) / sd).toFixed(1);
  return `${distance.startsWith("-") ? distance.replace("-", "−") : `+${distance}`}σ`;
};

const rounded = (value: number): string =>
  Math.abs(value) >= 1000 ? value.toFixed(0) : Number(value.toPrecision(3)).toString();
