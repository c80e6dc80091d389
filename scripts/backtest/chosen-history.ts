import type { PreparedFlow } from "../../models/backtest/prepare-flow.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import { backtestErrors } from "./errors.ts";
import type { History } from "./history.ts";
import type { RecordedMachine } from "./recorded-machines.ts";
import { isoOf, readSpan, type Span } from "./span.ts";

const HOUR_MS = 3_600_000;

export interface HistoryChoice {
  /** Machines by name; all that fit if empty. */
  readonly assets: readonly string[];
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only so much, from its end; in place of `from`. */
  readonly lastHours?: number | undefined;
}

/**
 * The machines of each flow that a history has, and the time that is wanted of it.
 *
 * @throws TwinError TWIN-BACKTEST-001 to -004
 */
export const chosenHistory = async (
  history: History,
  flows: readonly PreparedFlow[],
  { assets, from, to, lastHours }: HistoryChoice,
): Promise<{
  readonly machines: readonly (readonly RecordedMachine[])[];
  readonly names: readonly string[];
  readonly span: Span;
}> => {
  const machines = await Promise.all(flows.map((flow) => history.machines(flow, assets)));
  const all = machines.flat();
  const names = [...new Set(all.map(({ asset }) => asset))].sort();
  const whole = await history.span(all);
  const begin =
    whole && lastHours !== undefined ? isoOf(Math.max(whole.fromMs, whole.toMs - lastHours * HOUR_MS)) : from;
  const span = readSpan(begin, to, whole ?? { fromMs: 0, toMs: 1 });
  if (whole && span.toMs > whole.fromMs && span.fromMs < Math.min(whole.toMs, span.toMs))
    return { machines, names, span };
  const [first, last] = whole ? [isoOf(whole.fromMs), isoOf(whole.toMs)] : ["nothing", "nothing"];
  const details = { file: history.file, from: begin ?? "its begin", to: to ?? "its end", first, last };
  throw new TwinError(backtestErrors.noHistory, details);
};
