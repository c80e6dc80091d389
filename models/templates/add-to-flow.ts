import { TwinError } from "../errors/twin-error.ts";
import type { FlowNode } from "../revisions/flow-node.ts";
import { checkNamed } from "./check-named.ts";
import { templateErrors } from "./errors.ts";
import { nodeIds } from "./node-ids.ts";
import { askedFrom } from "./page-questions.ts";
import { templates } from "./templates.ts";

/** Link-in of the shipped operator pages that takes what is to be shown. */
const PAGES = "tl-news-in";

/**
 * What a flow that is there offers to a template, where its parameters do not say otherwise: its only store, or the one with that
 * file; the way to the operator pages.
 */
export const offeredBy = (
  flow: readonly FlowNode[],
  storeFile: string,
): { readonly store?: string; readonly pages?: string } => {
  const stores = flow.filter(({ type }) => type === "twinloom-store");
  const store = stores.find((one) => one["file"] === storeFile) ?? (stores.length === 1 ? stores[0] : undefined);
  const pages = flow.find(({ id, type }) => id === PAGES && type === "link in");
  return { ...(store ? { store: store.id } : {}), ...(pages ? { pages: pages.id } : {}) };
};

/**
 * A flow with what a template made added to it: everything else stays as it is.
 *
 * @param replace takes away what templates have made for the asset before
 * @throws TwinError TWIN-TEMPLATE-015 if the asset is in the flow already, -023 for a store or pages that are not
 */
export const addToFlow = (
  flow: readonly FlowNode[],
  made: readonly FlowNode[],
  asset: string,
  replace: boolean,
): FlowNode[] => {
  const kept = replace ? withoutAsset(flow, asset) : flow;
  const mine = new Set(made.map(({ id }) => id));
  const taken =
    kept.find((node) => readsAsset(node, asset)) ?? kept.find(({ id, type }) => mine.has(id) && !isStore(type));
  if (taken) {
    const tab = kept.find(({ id }) => id === taken["z"])?.["label"];
    throw new TwinError(templateErrors.assetTaken, {
      asset,
      node: String(taken["name"] || taken.id),
      tab: String(tab ?? ""),
    });
  }
  checkNamed(kept, made, asset);
  const asked = askedFrom(made, besidePages(kept, made));
  const there = new Set(kept.map(({ id }) => id));
  return [...kept.map((node) => linkedBack(node, asked)), ...asked.filter(({ id }) => !there.has(id))];
};

const isStore = (type: string): boolean => type === "twinloom-store";

const readsAsset = (node: FlowNode, asset: string): boolean =>
  node.type === "twinloom-sensor-source" && node["asset"] === asset;

/** Without the tabs and config nodes of every template for that asset. */
const withoutAsset = (flow: readonly FlowNode[], asset: string): FlowNode[] => {
  const makers = templates.map(({ name }) => nodeIds(asset, name));
  const tabs = new Set(makers.map((idOf) => idOf("tab")));
  const settings = new Set(makers.flatMap((idOf) => [idOf("type"), idOf("broker")]));
  const gone = new Set(
    flow.filter(({ id, z }) => tabs.has(id) || settings.has(id) || tabs.has(String(z))).map(({ id }) => id),
  );
  return flow.filter(({ id }) => !gone.has(id)).map((node) => withoutLinks(node, gone));
};

const linksOf = (node: FlowNode): readonly unknown[] => (Array.isArray(node["links"]) ? node["links"] : []);

const withoutLinks = (node: FlowNode, gone: ReadonlySet<string>): FlowNode =>
  linksOf(node).some((id) => gone.has(String(id)))
    ? { ...node, links: linksOf(node).filter((id) => !gone.has(String(id))) }
    : node;

/** The link-outs on the tab that the made flow is shown on. */
const besidePages = (flow: readonly FlowNode[], made: readonly FlowNode[]): FlowNode[] => {
  const led = new Set(made.filter(({ type }) => type === "link out").flatMap(linksOf));
  const tabs = new Set(flow.filter(({ id }) => led.has(id)).map(({ z }) => z));
  return flow.filter(({ type, z }) => type === "link out" && tabs.has(z));
};

const OTHER_END = new Map([
  ["link in", "link out"],
  ["link out", "link in"],
]);

/** Both ends of a link name each other, as the editor writes it. */
const linkedBack = (node: FlowNode, made: readonly FlowNode[]): FlowNode => {
  const other = OTHER_END.get(node.type);
  if (other === undefined) return node;
  const more = made.filter((one) => one.type === other && linksOf(one).includes(node.id)).map(({ id }) => id);
  return more.length === 0 ? node : { ...node, links: [...new Set([...linksOf(node), ...more])] };
};
