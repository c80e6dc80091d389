import { TwinError } from "../../models/errors/twin-error.ts";
import { backtestErrors } from "./errors.ts";

/** Data time, epoch milliseconds: from `fromMs` on, before `toMs`. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The span that is asked for; of what is left out, the end of the whole. A time that lies wholly beside the history is no mistake here: its
 * span has nothing.
 *
 * @throws TwinError TWIN-BACKTEST-003 or, where both were given, -004
 */
export const readSpan = (from: string | undefined, to: string | undefined, whole: Span): Span => {
  const span = { fromMs: timeOf("--from", from) ?? whole.fromMs, toMs: timeOf("--to", to) ?? whole.toMs };
  if (span.fromMs < span.toMs || from === undefined || to === undefined) return span;
  throw new TwinError(backtestErrors.emptySpan, { from: isoOf(span.fromMs), to: isoOf(span.toMs) });
};

/** A date alone is its begin in UTC. */
const timeOf = (option: string, value: string | undefined): number | undefined => {
  if (value === undefined) return undefined;
  const time = /^\d{4}-\d{2}/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isFinite(time)) return time;
  throw new TwinError(backtestErrors.badTime, { option, value });
};

export const isoOf = (timeMs: number): string => new Date(timeMs).toISOString();
