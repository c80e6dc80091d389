import { QUALITY } from "./quality.ts";
import { seriesView } from "./series-view.ts";
import type { Series, Telemetry } from "./telemetry.ts";

/**
 * Gives a batch piece by piece, by the data's time. Nothing is copied: the pieces are views on the batch's own bytes.
 *
 * @param batch undefined: there is nothing
 * @returns what is not later than a time, and was not given yet; undefined where that is nothing
 */
export const cutTelemetry = (batch: Telemetry | undefined) => {
  const series = Object.entries(batch?.series ?? {}).map(([name, one]) => ({ name, one, ...seriesView(one), at: 0 }));
  return (untilMs: number): Telemetry | undefined => {
    if (!batch) return undefined;
    const pieces: Record<string, Series> = {};
    const values: Record<string, number> = {};
    let time = Number.NEGATIVE_INFINITY;
    for (const row of series) {
      const { name, one, timesMs, at } = row;
      let end = at;
      while (end < one.n && (timesMs[end] ?? Number.POSITIVE_INFINITY) <= untilMs) end++;
      if (end === at) continue;
      row.at = end;
      const piece = pieceOf(one, at, end);
      pieces[name] = piece;
      const good = piece.q ? piece.q.lastIndexOf(QUALITY.good) : piece.n - 1;
      if (good >= 0) values[name] = row.values[at + good] ?? Number.NaN;
      time = Math.max(time, timesMs[end - 1] ?? time);
    }
    return Number.isFinite(time) ? { ...batch, time, values, series: pieces } : undefined;
  };
};

const pieceOf = (one: Series, from: number, to: number): Series => ({
  ...one,
  ...{ n: to - from, t: one.t.subarray(8 * from, 8 * to), v: one.v.subarray(8 * from, 8 * to) },
  ...(one.q ? { q: one.q.subarray(from, to) } : {}),
});
