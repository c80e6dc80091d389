import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { assetTypeOf } from "./asset-type-of.ts";
import { previewErrors } from "./errors.ts";
import type { PreviewJob } from "./preview-job.ts";
import { type ReadRange, type RecordedChannel, recordedInput } from "./recorded-input.ts";
import type { Upstream } from "./upstream.ts";

const SOURCE = "twinloom-sensor-source";

/** One way in which a node is run: the node, the config nodes of its flow, and what leads to it. */
export interface InputSide {
  readonly node: FlowNode;
  readonly config: readonly FlowNode[];
  readonly upstream: Upstream;
}

/** A message of the input, and the node that it goes to. */
export interface Arrival {
  readonly to: string;
  readonly message: { readonly payload?: unknown };
  readonly atMs: number;
}

/**
 * What a preview runs on: the last messages to the node itself, or telemetry of the store to the sensor sources that lead to it.
 *
 * @throws TwinError TWIN-PREVIEW-004
 */
export async function* previewInput(
  job: PreviewJob,
  sides: readonly InputSide[],
  read: ReadRange,
): AsyncGenerator<Arrival> {
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
    for (const one of await channelsOf(input.channels, side, inlet))
      if (!channels.has(one.name)) channels.set(one.name, one);
  }
  for await (const telemetry of recordedInput(read, input.asset, [...channels.values()], input)) {
    for (const to of inlets) yield { to, message: { payload: telemetry }, atMs: telemetry.time };
  }
}

/** The recorded channels that the source's asset type knows, with their units. */
const channelsOf = async (
  names: readonly string[],
  side: InputSide,
  inlet: FlowNode,
): Promise<readonly RecordedChannel[]> => {
  const chosen = inlet["assetType"] || side.node["assetType"];
  const node = side.config.find(({ id }) => id === chosen);
  if (!node) return names.map((name) => ({ name, unit: "1" }));
  const { channels } = await assetTypeOf(node);
  return names.flatMap((name) => {
    const channel = Object.hasOwn(channels, name) ? channels[name] : undefined;
    return channel?.kind === "scalar" ? [{ name, unit: channel.unit }] : [];
  });
};
