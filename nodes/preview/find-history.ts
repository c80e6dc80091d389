import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import type { LatestRow, TwinStore } from "../kit/store.ts";
import { previewErrors } from "./errors.ts";
import type { PreviewInput } from "./preview-job.ts";
import { upstreamOf } from "./upstream.ts";

export interface WantedHistory {
  readonly hours: number;
  /** Empty: the first machine that fits. */
  readonly asset: string;
}

export interface FoundHistory {
  readonly store: TwinStore;
  readonly input: PreviewInput & { readonly kind: "history" };
  /** All that could be chosen. */
  readonly machines: readonly string[];
}

const SOURCE = "twinloom-sensor-source";
const STORE = "twinloom-store";
const MEASURED = ["telemetry", "waveforms"];
const HOUR_MS = 3_600_000;

/**
 * The store that has the history for a node, and the newest of one machine in it.
 *
 * @param live resource of a config node that is deployed and runs
 * @throws TwinError TWIN-PREVIEW-004 no source, -005 no store, -006 no telemetry, -010 it is a source itself
 */
export const findHistory = async (
  nodes: readonly FlowNode[],
  target: FlowNode,
  { hours, asset }: WantedHistory,
  live: (id: string) => unknown,
): Promise<FoundHistory> => {
  const node = String(target["name"] || target.type.replace("twinloom-", ""));
  if (target.type === SOURCE) throw new TwinError(previewErrors.mapped);
  const upstream = upstreamOf(target.id, nodes).nodes;
  const inlets = upstream.filter(({ type }) => type === SOURCE);
  if (inlets.length === 0) throw new TwinError(previewErrors.noSource, { node });
  const stores = nodes.filter(({ type }) => type === STORE).map(({ id }) => id);
  const named = [...inlets, target, ...upstream].map((one) => textOf(one["store"]));
  const ids = [...new Set([...named, ...stores])].filter((id) => stores.includes(id));
  const running = ids.map((id) => live(id)).filter(isStore);
  if (running.length === 0) throw new TwinError(previewErrors.noStore, { node });
  const typeOf = (inlet: FlowNode): AssetType | undefined => {
    const type = live(textOf(inlet["assetType"]) || textOf(target["assetType"]));
    return isAssetType(type) ? type : undefined;
  };
  for (const store of running) {
    // of a machine that sends nothing else, the features of its waveforms are there
    const rows = (await Promise.all(MEASURED.map((measurement) => store.latest(measurement, {})))).flat();
    const machines = [...new Set(inlets.flatMap((inlet) => machinesOf(rows, inlet, typeOf(inlet))))];
    const chosen = machines.includes(asset) ? asset : asset === "" ? machines[0] : undefined;
    if (chosen === undefined) continue;
    const own = rows.filter(({ tags }) => tags["asset"] === chosen);
    const channels = [...new Set(own.map(({ tags }) => tags["channel"] ?? ""))].sort();
    const toMs = Math.max(...own.map(({ timeMs }) => timeMs)) + 1;
    return {
      store,
      input: { kind: "history", asset: chosen, channels, fromMs: toMs - hours * HOUR_MS, toMs },
      machines,
    };
  }
  throw new TwinError(previewErrors.noHistory, { asset: asset || "any machine", node });
};

/** The machine of the source, or those with a channel of its type; the one with the most of them first. */
const machinesOf = (rows: readonly LatestRow[], inlet: FlowNode, type: AssetType | undefined): readonly string[] => {
  const own = textOf(inlet["asset"]);
  const fitting = new Map<string, number>();
  for (const { tags } of rows) {
    const { asset = "", channel = "" } = tags;
    if (own && own !== asset) continue;
    if (type && !Object.hasOwn(type.channels, channel)) continue;
    fitting.set(asset, (fitting.get(asset) ?? 0) + 1);
  }
  return [...fitting].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([asset]) => asset);
};

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const isStore = (value: unknown): value is TwinStore =>
  typeof value === "object" && value !== null && "range" in value && "latest" in value && "listDocuments" in value;

const isAssetType = (value: unknown): value is AssetType =>
  typeof value === "object" && value !== null && "channels" in value;
