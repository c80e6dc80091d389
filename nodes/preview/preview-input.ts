import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { assetTypeOf } from "./asset-type-of.ts";
import { chooseWaveforms } from "./choose-waveforms.ts";
import { previewErrors } from "./errors.ts";
import type { HistoryReader } from "./history-reader.ts";
import type { PreviewJob, WaveformCount } from "./preview-job.ts";
import { type RecordedChannel, recordedInput } from "./recorded-input.ts";
import type { Upstream } from "./upstream.ts";

const SOURCE = "twinloom-sensor-source";
/** Nothing else looks at waveforms. */
const EXTRACTOR = "twinloom-feature-extractor";

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
 * What a preview runs on: the last messages to the node itself, or telemetry and waveforms of the store to the sensor sources that lead to it.
 *
 * @param count told how many waveforms there are, and how many of them it gave
 * @throws TwinError TWIN-PREVIEW-004
 */
export async function* previewInput(
  job: PreviewJob,
  sides: readonly InputSide[],
  reader: HistoryReader,
  count: (waveforms: WaveformCount) => void,
): AsyncGenerator<Arrival> {
  const { input, target } = job;
  if (input.kind === "messages") {
    for (const { atMs, message } of input.messages) yield { to: target, message: { ...message }, atMs };
    return;
  }
  // what is recorded has the units of the type that is deployed; a type that isn't may know more channels
  const channels = new Map<string, RecordedChannel>();
  const looks: Looks[] = [];
  const inlets = new Set<string>();
  for (const side of sides) {
    const sources = side.upstream.nodes.filter(({ type }) => type === SOURCE);
    const inlet = sources.find((node) => node["asset"] === input.asset) ?? sources.find((node) => !node["asset"]);
    if (!inlet) throw new TwinError(previewErrors.noSource, { node: String(side.node["name"] || side.node.type) });
    inlets.add(inlet.id);
    const known = await channelsOf(input.channels, side, inlet);
    for (const one of known.scalars) if (!channels.has(one.name)) channels.set(one.name, one);
    if (known.looksAt) looks.push(known.looksAt);
  }
  const { chosen, of } =
    looks.length > 0
      ? await chooseWaveforms(reader, input.asset, input, (channel) => looks.some((looksAt) => looksAt(channel)))
      : { chosen: [], of: 0 };
  const wanted = { ...input, channels: [...channels.values()], waveforms: chosen };
  let used = 0;
  count({ used, of });
  for await (const telemetry of recordedInput(reader, wanted)) {
    used += telemetry.waveforms?.length ?? 0;
    count({ used, of });
    for (const to of inlets) yield { to, message: { payload: telemetry }, atMs: telemetry.time };
  }
}

/** Whether somebody looks at the waveforms of a channel. */
type Looks = (channel: string) => boolean;

/** The recorded channels that the source's asset type knows, with their units. */
const channelsOf = async (
  names: readonly string[],
  { node, config, upstream }: InputSide,
  inlet: FlowNode,
): Promise<{ readonly scalars: readonly RecordedChannel[]; readonly looksAt: Looks | undefined }> => {
  const extracts = [node, ...upstream.nodes].some(({ type }) => type === EXTRACTOR);
  const type = config.find(({ id }) => id === (inlet["assetType"] || node["assetType"]));
  if (!type) return { scalars: names.map((name) => ({ name, unit: "1" })), looksAt: extracts ? () => true : undefined };
  const { channels } = await assetTypeOf(type);
  const known = (name: string) => (Object.hasOwn(channels, name) ? channels[name] : undefined);
  const scalars = names.flatMap((name) => {
    const channel = known(name);
    return channel?.kind === "scalar" ? [{ name, unit: channel.unit }] : [];
  });
  return { scalars, looksAt: extracts ? (name) => known(name)?.kind === "waveform" : undefined };
};
