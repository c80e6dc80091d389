import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type Decisions, decisionBook } from "../../models/backtest/decisions.ts";
import { isEar, type PreparedFlow, prepareFlow, STORE_FILE } from "../../models/backtest/prepare-flow.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import type { Recorded } from "../../nodes/store/embedded/open-recorded.ts";
import { unusedPalettes } from "../edge/palettes.ts";
import { errorCounts } from "./error-counts.ts";
import { type History, type HistoryPlace, openHistory } from "./history.ts";
import type { Outcome } from "./outcomes.ts";
import { type HeardMessage, quietRuntime } from "./quiet-runtime.ts";
import type { RecordedMachine } from "./recorded-machines.ts";
import { replayInto } from "./replay-into.ts";
import type { Span } from "./span.ts";

/** One run, or one machine's part of it. */
export interface BacktestJob extends HistoryPlace {
  readonly flow: readonly FlowNode[];
  readonly machines: readonly RecordedMachine[];
  /** Of these machines. */
  readonly outcomes: readonly Outcome[];
  readonly span: Span;
}

export interface BacktestRun {
  readonly decisions: Decisions;
  readonly readings: number;
  /** Errors that the flow logged, by code, or by their text where they have none. */
  readonly errors: Readonly<Record<string, number>>;
}

const MODEL_EVENTS = "model-events";

/**
 * Runs a whole flow on recorded telemetry, in the order of the data's time and as fast as it goes. Maintenance that was done is told to
 * the flow when it was done, and ends the orders that the flow had open for it.
 *
 * @param home an empty folder of the run's own
 * @param progress told the data time that is reached
 */
export const runOnHistory = async (
  job: BacktestJob,
  home: string,
  progress: (timeMs: number) => void,
): Promise<BacktestRun> => {
  const prepared = prepareFlow(job.flow);
  const history = openHistory(job);
  try {
    await takeModels(history.store, job.home, home);
    return await drive(job, prepared, history, home, progress);
  } finally {
    history.close();
  }
};

/**
 * Gives a run's own store and folder the champions of a home folder.
 *
 * @param models home folder that has them
 * @param home folder of the run
 */
export const takeModels = async (recorded: Recorded | undefined, models: string, home: string): Promise<void> => {
  if (existsSync(join(models, "models")) && !existsSync(join(home, "models")))
    symlinkSync(join(models, "models"), join(home, "models"));
  const events = !recorded ? [] : await recorded.listDocuments({ collection: MODEL_EVENTS, limit: 100_000 });
  if (events.length === 0) return;
  const store = openEmbeddedStore({ file: join(home, STORE_FILE), report: () => undefined });
  for (const event of events) await store.putDocument(event);
  await store.close();
};

const drive = async (
  { flow, machines, outcomes, span }: BacktestJob,
  prepared: PreparedFlow,
  history: History,
  home: string,
  progress: (timeMs: number) => void,
): Promise<BacktestRun> => {
  const book = decisionBook();
  const errors = errorCounts();
  const hear = (nodeId: string, { payload }: HeardMessage): void => {
    if (isEar(nodeId)) book.hear(payload);
  };
  const runtime = await quietRuntime(
    prepared.nodes,
    home,
    unusedPalettes(flow.filter(({ id }) => prepared.nodes.some((node) => node.id === id && node.type !== "debug"))),
    hear,
    errors.complain,
  );

  const { openOrders } = book;
  const readings = await replayInto({ runtime, prepared, history, machines, outcomes, span, openOrders, progress });
  return { decisions: book.decisions(), readings, errors: errors.counts() };
};
