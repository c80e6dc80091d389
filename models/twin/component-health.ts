import type { Component, HealthIndicator } from "./asset-type.ts";
import type { ComponentHealth } from "./twin-state.ts";

/** 1 at `healthy`, 0 at `failed`, linear between and never beyond. */
export const indicatorScore = ({ healthy, failed }: HealthIndicator, value: number): number =>
  Math.min(1, Math.max(0, (failed - value) / (failed - healthy)));

/**
 * Health of a component: the weighted mean of its indicators' scores (ISO 13374-1 health assessment), with the indicator that
 * takes most off as the reason.
 *
 * @param features newest features by name; an indicator without its feature is left out
 */
export const componentHealth = (
  component: Component,
  features: Readonly<Record<string, number>>,
  units: Readonly<Record<string, string>>,
): ComponentHealth => {
  let weights = 0;
  let sum = 0;
  let worstLoss = -1;
  let reason = "";
  for (const indicator of component.indicators) {
    const value = features[indicator.feature];
    if (value === undefined || !Number.isFinite(value)) continue;
    const weight = indicator.weight ?? 1;
    const score = indicatorScore(indicator, value);
    weights += weight;
    sum += weight * score;
    if (weight * (1 - score) > worstLoss) {
      worstLoss = weight * (1 - score);
      reason = describe(indicator, value, units[indicator.feature] ?? "");
    }
  }
  if (weights > 0) return { health: sum / weights, reason };
  const missing = component.indicators.map((indicator) => indicator.feature).join(", ");
  return { health: null, reason: missing ? `no value yet of ${missing}` : "the asset type names no indicator" };
};

const describe = ({ feature, healthy, failed }: HealthIndicator, value: number, unit: string): string =>
  `${feature} is ${Number(value.toPrecision(4))} ${unit} (healthy ${healthy}, failed ${failed})`;

/**
 * Exponential smoothing over the data's time, so that one window of unusual load is no fault.
 *
 * @param hours since the value before; @param timeConstantHours 0 for none
 */
export const smoothHealth = (before: number | null, now: number, hours: number, timeConstantHours: number): number => {
  if (before === null || timeConstantHours <= 0) return now;
  return before + (now - before) * (1 - Math.exp(-Math.max(0, hours) / timeConstantHours));
};
