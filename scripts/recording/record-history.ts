import { prepareFlow } from "../../models/backtest/prepare-flow.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { seriesView } from "../../models/telemetry/series-view.ts";
import type { History, RecordedBatch } from "../backtest/history.ts";
import type { RecordedMachine } from "../backtest/recorded-machines.ts";
import type { Span } from "../backtest/span.ts";
import { writeRecording } from "./write-recording.ts";

export interface RecordedCounts {
  readonly machines: number;
  readonly blocks: number;
  readonly readings: number;
}

/**
 * Writes what a history has of machines to a recording, in the units of the flow's asset types. Waveforms and documents stay behind.
 *
 * @param progress told the data time that is reached
 */
export const recordHistory = async (
  history: History,
  flow: readonly FlowNode[],
  machines: readonly RecordedMachine[],
  span: Span,
  file: string,
  progress: (timeMs: number) => void,
): Promise<RecordedCounts> => {
  const { nodes } = prepareFlow(flow);
  const typeOf = ({ inlet }: RecordedMachine): string => {
    const type = nodes.find(({ id }) => id === nodes.find((node) => node.id === inlet)?.["assetType"]);
    return typeof type?.["kind"] === "string" ? type["kind"] : "";
  };
  const writer = writeRecording(file);
  let [blocks, readings] = [0, 0];
  try {
    const streams = machines.map((machine) => ({ machine, batches: history.telemetry(machine, span) }));
    const heads = await Promise.all(streams.map(async ({ batches }) => (await batches.next()).value));
    for (let at = earliest(heads); at >= 0; at = earliest(heads)) {
      const [stream, batch] = [streams[at], heads[at]];
      if (!stream || !batch) break;
      heads[at] = (await stream.batches.next()).value;
      if (batch.readings === 0) continue;
      writer.block({ asset: batch.asset, assetType: typeOf(stream.machine), ...spanOf(batch) }, seriesOf(batch));
      blocks++;
      readings += batch.readings;
      progress(batch.time);
    }
  } finally {
    writer.close();
  }
  return { machines: machines.length, blocks, readings };
};

const seriesOf = ({ series = {} }: RecordedBatch) =>
  Object.entries(series).map(([channel, one]) => ({ channel, unit: one.unit, ...seriesView(one) }));

/** From the first sample to just behind the last. */
const spanOf = (batch: RecordedBatch): Span => {
  const all = seriesOf(batch);
  return {
    fromMs: Math.min(...all.map(({ timesMs }) => timesMs[0] ?? batch.time)),
    toMs: Math.max(...all.map(({ timesMs }) => timesMs.at(-1) ?? batch.time)) + 1,
  };
};

const earliest = (heads: readonly (RecordedBatch | undefined)[]): number => {
  let found = -1;
  for (const [i, head] of heads.entries()) {
    if (head && head.time < (heads[found]?.time ?? Number.POSITIVE_INFINITY)) found = i;
  }
  return found;
};
