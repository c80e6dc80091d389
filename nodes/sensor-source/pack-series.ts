import type { Series } from "../../models/telemetry/telemetry.ts";
import type { Column } from "./batches.ts";

/** Below this, a loop is faster than making two views for `set`. */
const LOOP_BELOW = 64;

/**
 * The series of a batch's columns, all in one piece of memory: an allocation for each channel would cost more than all else that a
 * reading needs. The numbers are copied, the columns may be used again. Times and values are aligned to 8 bytes.
 *
 * @param samples how many samples the columns hold together
 */
export const packSeries = (columns: readonly (Column | undefined)[], samples: number): Record<string, Series> => {
  const memory = new ArrayBuffer(samples * 16);
  const numbers = new Float64Array(memory);
  const series: Record<string, Series> = {};
  let at = 0;
  for (const column of columns) {
    if (!column || column.n === 0) continue;
    const { n, plan, times, values } = column;
    copy(numbers, at, times, n);
    copy(numbers, at + n, values, n);
    const t = Buffer.from(memory, at * 8, n * 8);
    const v = Buffer.from(memory, (at + n) * 8, n * 8);
    series[plan.channel] = column.allGood
      ? { unit: plan.unit, n, t, v }
      : { unit: plan.unit, n, t, v, q: Buffer.from(column.qualities.subarray(0, n)) };
    if (plan.integer) series[plan.channel] = { ...(series[plan.channel] as Series), integer: true };
    if (plan.calibration) series[plan.channel] = { ...(series[plan.channel] as Series), calibration: plan.calibration };
    at += 2 * n;
  }
  return series;
};

const copy = (to: Float64Array, at: number, from: Float64Array, n: number): void => {
  if (n >= LOOP_BELOW) to.set(from.subarray(0, n), at);
  else for (let i = 0; i < n; i++) to[at + i] = from[i] ?? Number.NaN;
};
