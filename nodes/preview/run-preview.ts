import { TwinError } from "../../models/errors/twin-error.ts";
import { chooseLines } from "../../models/preview/choose-lines.ts";
import { compareRuns } from "../../models/preview/compare-runs.ts";
import { previewBook } from "../../models/preview/preview-book.ts";
import { flowMeaning } from "../../models/revisions/flow-meaning.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { parseConfig } from "../kit/parse-config.ts";
import { withVariables } from "../kit/with-variables.ts";
import { previewErrors } from "./errors.ts";
import { isOurs, loadRoom } from "./load-room.ts";
import { type Ear, type Part, type PreviewFlow, previewFlow } from "./preview-flow.ts";
import type { PreviewJob, PreviewResult } from "./preview-job.ts";
import { previewWorld } from "./preview-world.ts";
import { type ReadRange, type RecordedChannel, recordedInput } from "./recorded-input.ts";
import { type Upstream, upstreamOf } from "./upstream.ts";
import { virtualClock } from "./virtual-clock.ts";

const MOST_PICTURES = 3;
const SOURCE = "twinloom-sensor-source";

/** One way in which the target is run. */
interface Side {
  readonly node: FlowNode;
  readonly config: readonly FlowNode[];
  readonly upstream: Upstream;
  readonly book: ReturnType<typeof previewBook>;
}

/**
 * Runs a node with the settings of its open dialog, and as it is deployed, on the same input. Where what leads to it is the same on both
 * sides, that runs once for both.
 *
 * @throws TwinError why the unsaved settings are refused, or why there is no input
 */
export const runPreview = async (job: PreviewJob, read: ReadRange): Promise<PreviewResult> => {
  const after = sideOf(job.after, job.target);
  if (!after) throw new TwinError(previewErrors.notANode, { reason: job.target });
  const before = sideOf(job.before, job.target);
  const span = spanKeeper();
  await closeAll(await flowsOf(job, [after]));
  const refused = before && (await refusalOf(job, before));
  const sides = before && refused === "" ? [before, after] : [after];
  const flows = await flowsOf(job, sides);
  try {
    for await (const { to, message, atMs } of inputOf(job, sides, read)) {
      span.saw(dataTimeOf(message.payload) ?? atMs);
      for (const flow of flows) await flow.send(to, message, atMs);
    }
    for (const flow of flows) await flow.finish();
  } finally {
    await closeAll(flows);
  }
  const [was, is] = [sides.length > 1 ? before?.book.run() : undefined, after.book.run()];
  const blamed = [...(was?.marks ?? []), ...is.marks].map(({ about }) => about);
  return {
    ...span.told(job.input),
    messagesIn: is.messagesIn,
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
      const parts: Part[] = upstream.nodes.map((node) => ({
        id: node.id,
        node,
        legs: upstream.legs.get(node.id) ?? [],
      }));
      for (const side of all) parts.push({ id: side.node.id, node: side.node, legs: [], ear: earOf(side) });
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

interface Arrival {
  readonly to: string;
  readonly message: { readonly payload?: unknown };
  readonly atMs: number;
}

async function* inputOf(job: PreviewJob, sides: readonly Side[], read: ReadRange): AsyncGenerator<Arrival> {
  const { input, target } = job;
  if (input.kind === "messages") {
    for (const { atMs, message } of input.messages) yield { to: target, message: { ...message }, atMs };
    return;
  }
  // what is recorded has the units of the type that is deployed; a type that isn't may know more channels
  const channels = new Map<string, RecordedChannel>();
  const inlets = new Set<string>();
  for (const side of sides) {
    const sources = side.upstream.nodes.filter(({ type }) => type === SOURCE);
    const inlet = sources.find((node) => node["asset"] === input.asset) ?? sources.find((node) => !node["asset"]);
    if (!inlet) throw new TwinError(previewErrors.noSource, { node: String(side.node["name"] || side.node.type) });
    inlets.add(inlet.id);
    for (const one of await channelsOf(job, side, inlet)) if (!channels.has(one.name)) channels.set(one.name, one);
  }
  for await (const telemetry of recordedInput(read, input.asset, [...channels.values()], input)) {
    for (const to of inlets) yield { to, message: { payload: telemetry }, atMs: telemetry.time };
  }
}

/** The recorded channels that the source's asset type knows, with their units. */
const channelsOf = async (
  { input, homeFolder }: PreviewJob,
  side: Side,
  inlet: FlowNode,
): Promise<readonly RecordedChannel[]> => {
  if (input.kind !== "history") return [];
  const chosen = inlet["assetType"] || side.node["assetType"];
  const node = side.config.find(({ id }) => id === chosen);
  if (!node) return input.channels.map((name) => ({ name, unit: "1" }));
  const { schema, create } = await loadRoom(node.type);
  const around = { clock: virtualClock(), homeFolder, resources: new Map(), ...DEAF };
  const { resource } = create(parseConfig(schema, withVariables(node)), previewWorld(node, around));
  const { channels } = resource as AssetType;
  return input.channels.flatMap((name) => {
    const channel = Object.hasOwn(channels, name) ? channels[name] : undefined;
    return channel?.kind === "scalar" ? [{ name, unit: channel.unit }] : [];
  });
};

const dataTimeOf = (payload: unknown): number | undefined => {
  const { time } = Object(payload);
  return typeof time === "number" ? time : undefined;
};

const DEAF = { emit: () => undefined, failed: () => undefined, goesOn: () => undefined };

const spanKeeper = () => {
  let [fromMs, toMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return {
    saw: (timeMs: number): void => {
      fromMs = Math.min(fromMs, timeMs);
      toMs = Math.max(toMs, timeMs);
    },
    told: (input: PreviewJob["input"]) =>
      input.kind === "history" ? { fromMs: input.fromMs, toMs: input.toMs } : { fromMs, toMs },
  };
};
