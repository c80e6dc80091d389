import type { Prediction } from "./prediction.ts";
import { moneyOf, type Prices } from "./prices.ts";
import { sampleInterval } from "./sample-interval.ts";
import type { Estimate } from "./scenario-result.ts";

/** The quantities of one scenario, one number a sample, ready to be summarised or compared sample by sample. */
export interface ScenarioSamples {
  readonly throughput: Float64Array;
  readonly energyKwh: Float64Array;
  /** Share of the throughput that is good; 1 where nothing was made. */
  readonly quality: Float64Array;
  readonly money: Float64Array;
  /** Hours until each component's first failure, at most the life horizon. */
  readonly lifeHours: Readonly<Record<string, Float64Array>>;
  readonly probabilityOfFailure: Readonly<Record<string, number>>;
}

export const QUANTITIES = ["throughput", "energyKwh", "quality", "money"] as const;
type Quantities<T> = Record<(typeof QUANTITIES)[number], T>;

export const scenarioSamples = (prediction: Prediction, prices: Prices): ScenarioSamples => {
  const { throughput, goodThroughput, energyKwh, timeOfEventHours, horizonHours, lifeHorizonHours } = prediction;
  const events = Object.entries(timeOfEventHours);
  const share = (times: Float64Array): number => times.filter((hours) => hours < horizonHours).length / times.length;
  return {
    throughput,
    energyKwh,
    quality: throughput.map((made, i) => (made > 0 ? (goodThroughput[i] ?? 0) / made : 1)),
    money: moneyOf(prediction, prices),
    lifeHours: Object.fromEntries(
      events.map(([component, times]) => [component, times.map((hours) => Math.min(hours, lifeHorizonHours))]),
    ),
    probabilityOfFailure: Object.fromEntries(events.map(([component, times]) => [component, share(times)])),
  };
};

/** Sample by sample: under common random numbers their luck is the same and only the scenario's effect is left. */
export const difference = (one: Float64Array, base: Float64Array): Float64Array =>
  one.map((value, i) => value - (base[i] ?? 0));

/** Estimates of the four quantities, or of their difference from `base`. */
export const quantitiesOf = (
  one: ScenarioSamples,
  confidence: number,
  base?: ScenarioSamples,
): Quantities<Estimate> => {
  const estimate = (key: (typeof QUANTITIES)[number]): Estimate =>
    sampleInterval(base ? difference(one[key], base[key]) : one[key], confidence);
  return {
    throughput: estimate("throughput"),
    energyKwh: estimate("energyKwh"),
    quality: estimate("quality"),
    money: estimate("money"),
  };
};
