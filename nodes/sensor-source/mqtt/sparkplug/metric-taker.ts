import { TwinError } from "../../../../models/errors/twin-error.ts";
import { QUALITY } from "../../../../models/telemetry/quality.ts";
import { sourceErrors } from "../../errors.ts";
import type { Source } from "../../source.ts";
import type { Metric } from "./decode-metric.ts";
import type { Announced } from "./edge-node.ts";
import { sparkplugErrors } from "./errors.ts";
import { metricValue } from "./metric-value.ts";

/** Values of the property `Quality` (section 6.4.13): 192 is good, 500 stale, 0 bad. */
const GOOD_QUALITY = 192;

/** Makes readings of metrics, and bad ones of those that died. */
export const metricTaker = (source: Source) => {
  const inMs = source.config.timeUnit === "ms";
  /** Sparkplug's times are milliseconds, whatever the node's numbers are. */
  const time = (timeMs: number | undefined): unknown => (inMs || timeMs === undefined ? timeMs : new Date(timeMs));

  const latestMs = (): number => source.world.clock.nowMs() + source.config.futureSkewSeconds * 1000;

  return {
    /** @param timeMs epoch milliseconds; undefined: the metric's own was missing, and the payload's too */
    take(announced: Announced, metric: Metric, timeMs: number | undefined, again: boolean): void {
      const { binding, datatype } = announced;
      if (!binding) return;
      const { plan, asset, fault } = binding;
      const about = { tag: plan.tag, asset, time: timeMs };
      const value = metric.value === undefined ? undefined : metricValue(metric.value, metric.datatype ?? datatype);
      if (fault) {
        source.refuse(fault, { ...about, value });
        return;
      }
      if (metric.isNull || value === undefined) {
        source.refuse(new TwinError(sourceErrors.badStatus, { tag: plan.tag, status: "null" }), about);
        return;
      }
      const said = metric.properties?.get("Quality");
      const quality = said === undefined || said === GOOD_QUALITY ? QUALITY.good : QUALITY.bad;
      if (metric.historical) {
        if (source.stores) source.takeHistory(plan, asset, value, time(timeMs), quality);
        else source.refuse(new TwinError(sparkplugErrors.noHistory, { tag: plan.tag }), { ...about, value });
        return;
      }
      source.take(plan, asset, value, time(timeMs), quality, again);
      const isValue = typeof value === "string" ? plan.states?.has(value) : typeof value !== "object";
      if (!isValue) return;
      announced.lastValue = value;
      if (timeMs !== undefined && timeMs <= latestMs()) announced.lastMs = Math.max(announced.lastMs ?? timeMs, timeMs);
      announced.deadMs = undefined;
    },

    /** Its last value once more, bad, at the time of its death. */
    kill(announced: Announced, timeMs: number): void {
      const { binding, lastValue, lastMs = timeMs - 1 } = announced;
      if (!binding || binding.fault || lastValue === undefined || announced.deadMs !== undefined) return;
      announced.deadMs = Math.max(timeMs, lastMs + 1);
      announced.lastMs = announced.deadMs;
      source.take(binding.plan, binding.asset, lastValue, time(announced.deadMs), QUALITY.bad);
    },
  };
};
