import type { PreparedFlow } from "../../models/backtest/prepare-flow.ts";
import { scansOf } from "../../models/backtest/scans-of.ts";
import { MAINTENANCE_TAG } from "../../models/maintenance/maintenance-event.ts";
import type { WorkOrder } from "../../models/maintenance/work-order.ts";
import type { History } from "./history.ts";
import type { Outcome } from "./outcomes.ts";
import type { QuietRuntime } from "./quiet-runtime.ts";
import type { RecordedMachine } from "./recorded-machines.ts";
import type { Span } from "./span.ts";

export interface Replay {
  readonly runtime: QuietRuntime;
  readonly prepared: Pick<PreparedFlow, "sinks" | "scanned">;
  readonly history: Pick<History, "telemetry">;
  readonly machines: readonly RecordedMachine[];
  /** Maintenance that was done in the span, in the order of its end. */
  readonly outcomes: readonly Outcome[];
  readonly span: Span;
  /** Orders that the flow has open for a component. */
  openOrders(asset: string, component: string): readonly WorkOrder[] | Promise<readonly WorkOrder[]>;
  /** Told the data time that is reached. */
  progress(timeMs: number): void;
}

/**
 * Sends recorded telemetry through a flow in the order of the data's time. Maintenance that was done is told to the flow when it was done, and
 * ends the orders that the flow had open for it.
 *
 * @returns how many readings that were
 */
export const replayInto = async (replay: Replay): Promise<number> => {
  const { runtime, prepared, history, machines, span, progress } = replay;
  const streams = machines.map((machine) => ({ inlet: machine.inlet, batches: history.telemetry(machine, span) }));
  const heads = await Promise.all(streams.map(async ({ batches }) => (await batches.next()).value));
  const due = [...replay.outcomes];
  let readings = 0;
  for (;;) {
    const next = earliest(heads);
    const stream = streams[next];
    const batch = heads[next];
    if (!stream || !batch) break;
    for (let first = due[0]; first && first.closedMs < batch.time; first = due[0]) {
      due.shift();
      await maintain(replay, first);
    }
    const { readings: count, ...telemetry } = batch;
    const scans = prepared.scanned.includes(stream.inlet) ? scansOf(telemetry) : [telemetry];
    for (const payload of scans) await runtime.send(stream.inlet, { payload }, payload.time);
    readings += count;
    progress(batch.time);
    heads[next] = (await stream.batches.next()).value;
  }
  return readings;
};

const maintain = async (
  { runtime, prepared, machines, openOrders }: Replay,
  { asset, component, closedMs, causeCode, asFound, order }: Outcome,
): Promise<void> => {
  for (const open of await openOrders(asset, component)) {
    const command = { command: "close", order: open.id, by: "history", causeCode, asFound, note: order };
    for (const sink of prepared.sinks) await runtime.send(sink, { payload: command }, closedMs);
  }
  const done = {
    schema: MAINTENANCE_TAG,
    asset,
    component,
    time: closedMs,
    workOrder: order,
    causeCode,
    by: "history",
  };
  for (const twin of machines.find((one) => one.asset === asset)?.twins ?? []) {
    await runtime.send(twin, { payload: done }, closedMs);
  }
};

/** Place of the batch with the earliest time, the first of several; -1 where none is left. */
const earliest = (heads: readonly ({ readonly time: number } | undefined)[]): number => {
  let found = -1;
  for (const [i, head] of heads.entries()) {
    if (head && head.time < (heads[found]?.time ?? Number.POSITIVE_INFINITY)) found = i;
  }
  return found;
};
