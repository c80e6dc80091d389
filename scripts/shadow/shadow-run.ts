import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { prepareFlow, STORE_FILE } from "../../models/backtest/prepare-flow.ts";
import type { WorkOrder } from "../../models/maintenance/work-order.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { openDocuments } from "../../nodes/store/sqlite/open-documents.ts";
import { errorCounts } from "../backtest/error-counts.ts";
import { openHistory } from "../backtest/history.ts";
import { outcomes } from "../backtest/outcomes.ts";
import { quietRuntime } from "../backtest/quiet-runtime.ts";
import { replayInto } from "../backtest/replay-into.ts";
import { takeModels } from "../backtest/run-on-history.ts";
import { unusedPalettes } from "../edge/palettes.ts";
import { atomicWrite } from "../revisions/atomic-write.ts";
import { recordedStore } from "../store/recorded-store.ts";
import { openOrdersIn } from "./shadow-decisions.ts";
import { runFolder } from "./shadow-files.ts";

/** How far a shadow has come, kept so that it goes on from there after a stop or a kill. */
interface Cursor {
  readonly toMs: number;
  readonly readings: number;
}

export interface Progress {
  readonly cursorMs: number;
  readonly newestMs: number;
  readonly machines: readonly string[];
  readonly readings: number;
}

export interface ShadowRun {
  /** Takes in what the live flow has stored since, a day at most. */
  advance(lagMs: number): Promise<Progress>;
  /** File of its own store. */
  readonly store: string;
  errors(): Readonly<Record<string, number>>;
}

/** Kept at once: after a kill no more is taken in again. */
const SLICE_MS = 86_400_000;

/**
 * A flow in shadow in this process: fed with what the live flow has stored, in the order of the data's time; its own state and store, and
 * nothing of it acts.
 *
 * @param fromMs data time where it begins when it has not run before
 * @throws TwinError TWIN-BACKTEST-005 and -006, those of the live store
 */
export const shadowRun = async (
  home: string,
  id: string,
  flow: readonly FlowNode[],
  fromMs: number,
): Promise<ShadowRun> => {
  const own = runFolder(home, id);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  const prepared = prepareFlow(flow);
  const { store: live } = recordedStore(home);
  await takeModels(live, home, own).finally(live.close);
  const errors = errorCounts();
  const kept = flow.filter((node) => prepared.nodes.some((one) => one.id === node.id && one.type !== "debug"));
  const runtime = await quietRuntime(prepared.nodes, own, unusedPalettes(kept), () => undefined, errors.complain);
  const file = join(own, STORE_FILE);
  let cursor = readCursor(own) ?? { toMs: fromMs, readings: 0 };

  const openOrders = async (asset: string, component: string): Promise<readonly WorkOrder[]> => {
    const documents = openDocuments(file);
    try {
      return await openOrdersIn(documents, asset, component);
    } finally {
      documents.close();
    }
  };

  const advance = async (lagMs: number): Promise<Progress> => {
    // opened for each look: machines and channels that have come up since are seen then
    const history = openHistory({ home });
    try {
      const machines = await history.machines(prepared, []);
      const whole = await history.span(machines);
      const newestMs = (whole?.toMs ?? cursor.toMs) - lagMs;
      const names = machines.map(({ asset }) => asset);
      const span = { fromMs: cursor.toMs, toMs: Math.min(newestMs, cursor.toMs + SLICE_MS) };
      if (span.toMs > span.fromMs) {
        const done = history.store ? await outcomes(history.store, names, span) : [];
        const given = { runtime, prepared, history, machines, span, outcomes: done, openOrders };
        const readings = await replayInto({ ...given, progress: () => undefined });
        cursor = { toMs: span.toMs, readings: cursor.readings + readings };
        atomicWrite(cursorFile(own), `${JSON.stringify(cursor)}\n`);
      }
      return { cursorMs: cursor.toMs, newestMs, machines: names, readings: cursor.readings };
    } finally {
      history.close();
    }
  };

  return { advance, store: file, errors: errors.counts };
};

const cursorFile = (own: string): string => join(own, "cursor.json");

const readCursor = (own: string): Cursor | undefined => {
  if (!existsSync(cursorFile(own))) return undefined;
  const { toMs, readings } = Object(JSON.parse(readFileSync(cursorFile(own), "utf8")));
  return Number.isFinite(toMs) ? { toMs, readings: Number(readings) || 0 } : undefined;
};
