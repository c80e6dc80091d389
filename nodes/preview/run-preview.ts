import { TwinError } from "../../models/errors/twin-error.ts";
import { chooseLines } from "../../models/preview/choose-lines.ts";
import { compareRuns } from "../../models/preview/compare-runs.ts";
import { previewBook } from "../../models/preview/preview-book.ts";
import { flowMeaning } from "../../models/revisions/flow-meaning.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { previewErrors } from "./errors.ts";
import type { HistoryReader } from "./history-reader.ts";
import { isOurs } from "./load-room.ts";
import { type Ear, type Part, type PreviewFlow, previewFlow } from "./preview-flow.ts";
import { type InputSide, previewInput } from "./preview-input.ts";
import type { PreviewJob, PreviewResult, WaveformCount } from "./preview-job.ts";
import { previewSpan } from "./preview-span.ts";
import { type Upstream, upstreamOf } from "./upstream.ts";

const MOST_PICTURES = 3;

/** One way in which the target is run. */
interface Side extends InputSide {
  readonly book: ReturnType<typeof previewBook>;
}

/**
 * Runs a node with the settings of its open dialog, and as it is deployed, on the same input. Where what leads to it is the same on both
 * sides, that runs once for both.
 *
 * @throws TwinError why the unsaved settings are refused, or why there is no input
 */
export const runPreview = async (job: PreviewJob, reader: HistoryReader): Promise<PreviewResult> => {
  const after = sideOf(job.after, job.target);
  if (!after) throw new TwinError(previewErrors.notANode, { reason: job.target });
  const before = sideOf(job.before, job.target);
  const span = previewSpan();
  await closeAll(await flowsOf(job, [after]));
  const refused = before && (await refusalOf(job, before));
  const sides = before && refused === "" ? [before, after] : [after];
  const flows = await flowsOf(job, sides);
  let waveforms: WaveformCount = { used: 0, of: 0 };
  const count = (now: WaveformCount): void => {
    waveforms = now;
  };
  try {
    for await (const { to, message, atMs } of previewInput(job, sides, reader, count)) {
      span.saw(message.payload, atMs);
      for (const flow of flows) await flow.send(to, message, atMs);
    }
    for (const flow of flows) await flow.finish();
  } finally {
    await closeAll(flows);
  }
  const [was, is] = [sides.length > 1 ? before?.book.run() : undefined, after.book.run()];
  const blamed = [...(was?.marks ?? []), ...is.marks].map(({ about }) => about);
  return {
    ...span.told(job.input, was ? [was, is] : [is]),
    ...{ messagesIn: is.messagesIn, waveforms },
    asset: job.input.kind === "history" ? job.input.asset : "",
    findings: compareRuns(was, is),
    pictures: chooseLines(was, is, MOST_PICTURES, blamed),
    marks: { before: was?.marks ?? [], after: is.marks },
    compared: was !== undefined,
    beforeRefused: refused ?? "",
  };
};

const sideOf = (nodes: readonly FlowNode[], target: string): Side | undefined => {
  const node = nodes.find(({ id }) => id === target);
  if (!node || !isOurs(node.type)) return undefined;
  const config = nodes.filter(({ type }) => type === "twinloom-asset-type" || type === "twinloom-store");
  return { node, config, upstream: upstreamOf(target, nodes), book: previewBook() };
};

/** Why the deployed settings can't be run; empty if they can. */
const refusalOf = async (job: PreviewJob, side: Side): Promise<string> => {
  try {
    await closeAll(await flowsOf(job, [side]));
    return "";
  } catch (thrown) {
    if (thrown instanceof TwinError) return thrown.message;
    throw thrown;
  }
};

/** One flow for each way that leads to the target; the sides that share it hear the same. */
const flowsOf = async (job: PreviewJob, sides: readonly Side[]): Promise<readonly PreviewFlow[]> => {
  const shared = new Map<string, Side[]>();
  for (const side of sides) {
    const key = flowMeaning([...upstreamOfInput(job, side).nodes, ...configOf(side)]);
    shared.set(key, [...(shared.get(key) ?? []), side]);
  }
  return Promise.all(
    [...shared.values()].map(([first, ...others]) => {
      const all = first ? [first, ...others] : others;
      const upstream = first ? upstreamOfInput(job, first) : { nodes: [], legs: new Map() };
      // the target first: what is wrong with it is told before what is wrong with another
      const parts: Part[] = all.map((side) => ({ id: side.node.id, node: side.node, legs: [], ear: earOf(side) }));
      for (const node of upstream.nodes) parts.push({ id: node.id, node, legs: upstream.legs.get(node.id) ?? [] });
      const config = new Map(all.flatMap((side) => side.config).map((node) => [node.id, node]));
      return previewFlow(parts, [...config.values()], job.documents, job.homeFolder);
    }),
  );
};

const closeAll = async (flows: readonly PreviewFlow[]): Promise<void> => {
  for (const flow of flows) await flow.close();
};

const upstreamOfInput = ({ input }: PreviewJob, { upstream }: Side): Upstream =>
  input.kind === "history" ? upstream : { nodes: [], legs: new Map() };

/** Asset types are part of what leads to the target; a store is never the same one. */
const configOf = ({ config }: Side): readonly FlowNode[] => config.filter(({ type }) => type === "twinloom-asset-type");

const earOf = ({ book }: Side): Ear => ({
  took: book.took,
  sent: (_output, { payload }) => book.hear(payload),
  failed: book.failed,
});
