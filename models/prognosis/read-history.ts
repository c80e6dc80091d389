import { TwinError } from "../errors/twin-error.ts";
import { prognosisErrors } from "./errors.ts";
import { emptyHistory, type History } from "./history-features.ts";

/**
 * A history that was kept as JSON. NaN is `null` there.
 *
 * @param bases how many base features it must have
 * @throws TwinError TWIN-PROGNOSIS-004
 */
export const readHistory = (kept: unknown, bases: number, component: string): History => {
  const refuse = (reason: string): never => {
    throw new TwinError(prognosisErrors.badHistory, { component, reason });
  };
  const source = recordOf(kept) ?? refuse("it is no object");
  const trend = recordOf(source["trend"]) ?? refuse("it has no trend");
  const number = (from: Record<string, unknown>, key: string): number => {
    const value = from[key];
    return typeof value === "number" && Number.isFinite(value) ? value : refuse(`${key} is no number`);
  };
  const list = (key: string): number[] => {
    const values = trend[key];
    if (!Array.isArray(values) || values.length !== bases) return refuse(`${key} has not ${bases} values`);
    return values.map((value: unknown) => (typeof value === "number" ? value : Number.NaN));
  };
  return {
    ...emptyHistory(bases, number(source, "startedMs")),
    lastMs: number(source, "lastMs"),
    steps: number(source, "steps"),
    operatingHours: number(source, "operatingHours"),
    trend: {
      samples: number(trend, "samples"),
      weight: number(trend, "weight"),
      t: number(trend, "t"),
      tt: number(trend, "tt"),
      current: list("current"),
      baseline: list("baseline"),
      smoothed: list("smoothed"),
      x: list("x"),
      tx: list("tx"),
    },
  };
};

const recordOf = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
