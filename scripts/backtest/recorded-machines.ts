import type { PreparedFlow } from "../../models/backtest/prepare-flow.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { readAssetType } from "../../nodes/asset-type/read-asset-type.ts";
import type { Recorded } from "../../nodes/store/embedded/open-recorded.ts";
import { backtestErrors } from "./errors.ts";
import type { RecordedChannel } from "./recorded-telemetry.ts";
import type { Span } from "./span.ts";

/** A machine that a store has readings or waveforms of, and where it goes into the flow. */
export interface RecordedMachine {
  readonly asset: string;
  readonly inlet: string;
  /** Twin states of its type: they hear of its maintenance. */
  readonly twins: readonly string[];
  readonly channels: readonly RecordedChannel[];
}

/** Where a store shows what was measured: of a waveform, which is a document, its features are there. */
const MEASURED = [
  { measurement: "telemetry", field: "value" },
  { measurement: "waveforms", field: "rms" },
] as const;
const MOST_MACHINES = 10_000;

/**
 * The machines of a store whose history can go into a flow, by name.
 *
 * @param only names to take; all that fit if empty
 * @throws TwinError TWIN-BACKTEST-001 where a machine that was asked for has no source
 */
export const recordedMachines = async (
  store: Recorded,
  flow: Pick<PreparedFlow, "inlets" | "twins" | "nodes">,
  only: readonly string[],
): Promise<readonly RecordedMachine[]> => {
  const channelsByAsset = new Map<string, string[]>();
  for (const { measurement } of MEASURED) {
    for (const { tags } of await store.latest(measurement, {})) {
      const { asset = "", channel = "" } = tags;
      channelsByAsset.set(asset, [...(channelsByAsset.get(asset) ?? []), channel]);
    }
  }
  return machinesOf(flow, only, await assetTypesOf(store), channelsByAsset);
};

/**
 * The same of any history.
 *
 * @param typeByAsset asset type of each machine, as far as it is known
 * @param channelsByAsset channels that each has readings of
 */
export const machinesOf = (
  { inlets, twins, nodes }: Pick<PreparedFlow, "inlets" | "twins" | "nodes">,
  only: readonly string[],
  typeByAsset: ReadonlyMap<string, string>,
  channelsByAsset: ReadonlyMap<string, readonly string[]>,
): readonly RecordedMachine[] => {
  const types = new Map(
    nodes.filter(({ type }) => type === "twinloom-asset-type").map((node) => [node.id, typeOf(node)]),
  );
  const found: RecordedMachine[] = [];
  for (const asset of only.length > 0 ? only : [...channelsByAsset.keys()].sort()) {
    const kind = typeByAsset.get(asset);
    const fits = (assetType: string): boolean => kind !== undefined && types.get(assetType)?.id === kind;
    const inlet =
      inlets.find((one) => one.asset === asset) ?? inlets.find((one) => one.asset === "" && fits(one.assetType));
    const type = inlet && types.get(inlet.assetType);
    if (!inlet || !type) {
      if (only.length > 0) throw new TwinError(backtestErrors.noInlet, { asset });
      continue;
    }
    const { channels: known } = type;
    const channels = [...(channelsByAsset.get(asset) ?? [])].sort().flatMap((channel) => {
      const unit = known[channel]?.kind === "scalar" ? known[channel].unit : undefined;
      return unit === undefined ? [] : [{ channel, unit }];
    });
    found.push({
      asset,
      inlet: inlet.id,
      twins: twins.filter((one) => fits(one.assetType)).map(({ id }) => id),
      channels,
    });
  }
  return found;
};

/** From the first to just behind the last reading or waveform of any of them; undefined where there is none. */
export const wholeSpan = async (store: Recorded, machines: readonly RecordedMachine[]): Promise<Span | undefined> => {
  let [fromMs, toMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { asset, channels } of machines) {
    for (const { measurement, field } of MEASURED) {
      for (const { tags, timeMs } of await store.latest(measurement, { asset })) {
        if (field === "value" && !channels.some(({ channel }) => channel === tags["channel"])) continue;
        const first = await store.range({
          ...{ measurement, tags, field },
          fromMs: 0,
          toMs: Number.MAX_SAFE_INTEGER,
          limit: 1,
        });
        fromMs = Math.min(fromMs, first.timesMs[0] ?? fromMs);
        toMs = Math.max(toMs, timeMs + 1);
      }
    }
  }
  return fromMs < toMs ? { fromMs, toMs } : undefined;
};

const typeOf = (node: FlowNode): AssetType => {
  const text = (key: string): string => (typeof node[key] === "string" ? node[key] : "");
  return readAssetType(text("kind"), text("definition"), "");
};

const assetTypesOf = async (store: Recorded): Promise<Map<string, string>> => {
  const documents = await store.listDocuments({ collection: "twin-states", limit: MOST_MACHINES });
  return new Map(documents.map(({ id, body }) => [id, String(Object(body).assetType ?? "")]));
};
