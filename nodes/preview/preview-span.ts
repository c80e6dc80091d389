import type { PreviewRun } from "../../models/preview/preview-run.ts";
import type { PreviewInput, PreviewResult } from "./preview-job.ts";

const HOUR_MS = 3_600_000;
/** A machine that stands still for less is no news. */
const NOTABLE_SHARE = 0.05;

type Told = Pick<PreviewResult, "fromMs" | "toMs" | "gap">;

/** Follows when the input of a preview was: of messages from the first to the last, of history also how much of it is empty. */
export const previewSpan = () => {
  const arrived: number[] = [];
  const dated: number[] = [];
  return {
    saw: (payload: unknown, arrivedMs: number): void => {
      const { time } = Object(payload);
      if (typeof time === "number") dated.push(time);
      else arrived.push(arrivedMs);
    },
    told: (input: PreviewInput, runs: readonly PreviewRun[]): Told => {
      if (input.kind === "history") return historyOf(input, dated);
      // raw readings come at one moment: their times are those of what was made of them
      const drawn = runs.flatMap(({ lines }) => Object.values(lines).flatMap(({ timesMs }) => [...timesMs]));
      const times = [...dated, ...drawn];
      return spanOf(times.length > 0 ? times : arrived);
    },
  };
};

const spanOf = (times: readonly number[]): Told => {
  let [fromMs, toMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const time of times) [fromMs, toMs] = [Math.min(fromMs, time), Math.max(toMs, time)];
  return { fromMs, toMs };
};

const historyOf = (
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  times: readonly number[],
): Told => {
  const hours = Math.round((toMs - fromMs) / HOUR_MS);
  const empty = hours - new Set(times.map((time) => Math.floor(time / HOUR_MS))).size;
  return { fromMs, toMs, ...(empty > 1 && empty > NOTABLE_SHARE * hours ? { gap: { hours, empty } } : {}) };
};
