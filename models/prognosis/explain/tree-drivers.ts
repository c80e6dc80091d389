import type { AssetType } from "../../twin/asset-type.ts";
import { CALIBRATION, type Driver, EVERYTHING_ELSE } from "../forecast.ts";
import type { ModelCard } from "../model-card.ts";
import { driverWords, effectWords } from "./driver-words.ts";
import type { Explanation } from "./explain-sum.ts";

/** More than these nobody reads. */
const MOST_DRIVERS = 5;
/** A contribution below this is not worth a line of its own. */
const LEAST_HOURS = 0.5;

export interface ExplainedForecast {
  /** What the model forecasts where nothing is known of the machine. */
  readonly baseHours: number;
  /** Base and contributions add up to the forecast that is shown. */
  readonly drivers: Driver[];
}

/**
 * What moved a forecast from the base to where it is, the strongest first: current value, change, slope and smoothed value of
 * one base feature in one line (contributions add up), then everything else, then what the calibration does to the
 * model's own median.
 *
 * @param card with the features in the order of the vector; one whose unit is the cycle counts cycles for hours
 * @param explanation in hours
 * @param shownHours the calibrated median
 */
export const treeDrivers = (
  type: AssetType,
  { features, unit }: Pick<ModelCard, "features" | "unit">,
  vector: ArrayLike<number>,
  { base, contributions, forecast }: Explanation,
  shownHours: number,
): ExplainedForecast => {
  const driver = (feature: string, contributionHours: number, what: string): Driver => ({
    feature,
    contributionHours,
    text: `${what} ${effectWords(contributionHours, unit)}`,
  });
  const of = (place: number): number => contributions[place] ?? 0;
  const groups = Map.groupBy(features.keys(), (place) => features[place]?.name.split("/")[0] ?? "");
  const lines = Array.from(groups, ([name, places]) => ({ name, places, hours: total(places.map(of)) }));
  const strongest = lines
    .filter(({ hours }) => Math.abs(hours) >= LEAST_HOURS)
    .sort((a, b) => Math.abs(b.hours) - Math.abs(a.hours))
    .slice(0, MOST_DRIVERS);
  const named = strongest.flatMap(({ name, places, hours }): Driver[] => {
    // told by what pushes most in the direction of the whole group
    const [loudest = 0] = places.toSorted((a, b) => Math.sign(hours) * (of(b) - of(a)));
    const feature = features[loudest];
    return feature ? [driver(name, hours, driverWords(type, feature, vector[loudest] ?? Number.NaN))] : [];
  });
  const rest = lines.filter((line) => !strongest.includes(line));
  return {
    baseHours: base,
    drivers: [
      ...named,
      driver(EVERYTHING_ELSE, total(rest.map(({ hours }) => hours)), "Everything else"),
      driver(CALIBRATION, shownHours - forecast, "Calibration on machines it was not trained on"),
    ],
  };
};

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
