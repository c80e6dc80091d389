import { mean } from "../signal/mean.ts";
import type { EndedLife } from "./ended-life.ts";
import type { KeptForecast } from "./kept-forecast.ts";
import { lifeMetrics } from "./life-metrics.ts";
import { LIFE_SCORE_TAG, type LifeScore, type ScorePair } from "./life-score.ts";

/** A picture has no room for more. */
const FAN_POINTS = 120;
const HOUR_MS = 3_600_000;

/**
 * Scores every model that forecast an ended life, champions and shadows alike, each by its own hash. Forecasts were made
 * before anybody knew the end: no model was trained on it.
 *
 * @param life with its end as the twin saw it
 * @param forecasts of the machine, in any order; others than of this life are left out
 */
export const scoreLife = (life: EndedLife, forecasts: readonly KeptForecast[]): LifeScore[] => {
  const byModel = new Map<string, KeptForecast[]>();
  const ofLife = forecasts.filter((one) => belongs(one, life)).toSorted((a, b) => a.time - b.time);
  for (const one of ofLife) byModel.set(one.model.hash, [...(byModel.get(one.model.hash) ?? []), one]);
  return Array.from(byModel.values(), (own) => ({
    ...summary(own, life),
    ...outcomeOf(own, life),
    pairs: life.asFound === "failed" ? pairsOf(own, byModel, life.endMs) : [],
    fan: fanOf(own),
  }));
};

const belongs = ({ component, time }: KeptForecast, life: EndedLife): boolean =>
  component === life.component && time > life.fromMs && time < life.endMs;

const summary = (own: readonly KeptForecast[], life: EndedLife): Omit<LifeScore, "outcome" | "pairs" | "fan"> => {
  const { order, asset, component, failureMode, causeCode, asFound, endMs } = life;
  const [first] = own;
  return {
    schema: LIFE_SCORE_TAG,
    ...{ order, asset, component, causeCode, asFound, endMs },
    assetType: first?.assetType ?? "",
    failureMode: first?.failureMode ?? failureMode,
    model: { name: first?.model.name ?? "", hash: first?.model.hash ?? "" },
    engine: first?.engine ?? "",
    roles: [...new Set(own.map(({ role }) => role))],
    flowRevisions: [...new Set(own.map(({ flowRevision }) => flowRevision))],
    fromMs: first?.time ?? endMs,
    forecasts: own.length,
  };
};

/**
 * A failure that no WARNING or CRITICAL went before is missed. A component that was CRITICAL and is found sound was a false
 * alarm; a WARNING asks for a plan only, and is not held against it.
 */
const outcomeOf = (own: readonly KeptForecast[], { asFound, endMs }: EndedLife) => {
  const warning = own.find(({ urgency }) => urgency === "WARNING" || urgency === "CRITICAL");
  const warned = warning ? { warnedHours: (endMs - warning.time) / HOUR_MS } : {};
  if (asFound === "failed") {
    return { outcome: warning ? "foretold" : "missed", ...warned, metrics: lifeMetrics(own, endMs) } as const;
  }
  if (asFound === "sound") {
    const critical = own.some(({ urgency }) => urgency === "CRITICAL");
    return { outcome: critical ? "false-alarm" : "quiet", ...warned } as const;
  }
  const outlived = own.map(({ time, central }) => Number((endMs - time) / HOUR_MS > central["90"].highHours));
  return { outcome: "taken-out", ...warned, outlivedShare: mean(outlived) } as const;
};

const pairsOf = (
  own: readonly KeptForecast[],
  byModel: ReadonlyMap<string, readonly KeptForecast[]>,
  endMs: number,
): ScorePair[] => {
  const times = new Set(own.map(({ time }) => time));
  const pairs: ScorePair[] = [];
  for (const [hash, all] of byModel) {
    const others = all.filter(({ time }) => times.has(time));
    if (others.length === 0 || hash === own[0]?.model.hash) continue;
    const theirs = new Set(others.map(({ time }) => time));
    const mine = own.filter(({ time }) => theirs.has(time));
    pairs.push({
      with: hash,
      moments: mine.length,
      own: lifeMetrics(mine, endMs),
      others: lifeMetrics(others, endMs),
    });
  }
  return pairs;
};

const fanOf = (own: readonly KeptForecast[]): LifeScore["fan"] => {
  const last = own.length - 1;
  const points = Math.min(FAN_POINTS, own.length);
  const wanted = Array.from({ length: points }, (_, i) => own[points > 1 ? Math.round((i * last) / (points - 1)) : 0]);
  const some = wanted.filter((one) => one !== undefined);
  return {
    times: some.map(({ time }) => time),
    lowHours: some.map(({ central }) => central["90"].lowHours),
    rulHours: some.map(({ rulHours }) => rulHours),
    highHours: some.map(({ central }) => central["90"].highHours),
  };
};
