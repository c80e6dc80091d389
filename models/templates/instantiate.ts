import type { FlowNode } from "../revisions/flow-node.ts";
import type { AssetType } from "../twin/asset-type.ts";
import { assetTypeOf } from "./asset-type-of.ts";
import { checkParameters } from "./check-parameters.ts";
import type { Draft } from "./draft.ts";
import { jobRows } from "./job-rows.ts";
import { layOut } from "./layout.ts";
import { machines } from "./machines.ts";
import { nodeIds, storeId } from "./node-ids.ts";
import { numberOf, textOf } from "./read-values.ts";
import { sourceSection } from "./sections/source-section.ts";
import type { Template, Values } from "./template.ts";
import { wearsByLaw, withWearChannels } from "./wear-channels.ts";

/**
 * The flow of a template for one machine, as Node-RED imports it: the same bytes for the same parameters, and ids that no other
 * asset or template has. Only the store is shared, by flows that name the same file.
 *
 * @param parameters what differs from the defaults; see `checkParameters`
 * @throws TwinError TWIN-TEMPLATE-002 to -014, -017 to -022: the first of what is wrong
 */
export const instantiate = (template: Template, parameters: Readonly<Record<string, unknown>>): FlowNode[] => {
  const checked = checkParameters(template, parameters);
  const [problem] = checked.problems;
  if (problem) throw problem;
  const values = wearsByLaw(template) ? withWearChannels(checked.values) : checked.values;
  const idOf = nodeIds(textOf(values, "asset"), template.name);
  return layOut(draftOf(template, values, idOf), idOf).map((node) => withLinks(node, idOf));
};

const draftOf = (template: Template, values: Values, idOf: (key: string) => string): Draft => {
  const asset = textOf(values, "asset");
  const type = assetTypeOf(template, values);
  const typeId = idOf("type");
  const shared = textOf(values, "store");
  const store = shared || storeId(textOf(values, "storeFile"));
  const { rows, config } = jobRows(template, values, {
    ...{ type, typeId, store, broker: idOf("broker"), source: sourceSection(values, typeId, store) },
    toPages: textOf(values, "pages") === "" ? [] : ["to-pages"],
  });
  const kept = {
    driver: "embedded",
    file: textOf(values, "storeFile"),
    retentionDays: numberOf(values, "retentionDays"),
  };
  return {
    label: `${asset}: ${template.title.en.split(": ")[1]}`,
    info: `${template.summary.en}\n\nMade from the template ${template.name} (${template.level}). Read it from left to right; double-click a node to see its settings.`,
    note: `${asset}: ${template.title.en} (${template.level})`,
    config: [
      ...(shared ? [] : [{ id: store, type: "twinloom-store", name: "twin store", ...kept, configVersion: 1 }]),
      {
        id: typeId,
        type: "twinloom-asset-type",
        name: type.label,
        ...kindOf(template, type),
        configVersion: 1,
      },
      ...config,
    ],
    rows,
  };
};

/** The shipped type by its name where its limits are as it says; else the whole definition. */
const kindOf = (template: Template, type: AssetType): object => {
  const shipped = machines[template.machine].type;
  const isAsShipped = shipped && JSON.stringify(type) === JSON.stringify(shipped);
  return isAsShipped
    ? { kind: shipped.id, definition: "", place: "" }
    : { kind: "own", definition: JSON.stringify(type, null, 2), place: "" };
};

/** Links inside the template, and what a catch node listens to, are named by keys until here; nodes that are there keep their ids. */
const withLinks = (node: FlowNode, idOf: (key: string) => string): FlowNode => {
  const { links, scope } = node;
  if (Array.isArray(scope)) return { ...node, scope: scope.map(idOf) };
  if (!Array.isArray(links)) return node;
  return { ...node, links: links.map((key) => (INTERNAL_LINKS.has(key) ? idOf(key) : key)) };
};

const INTERNAL_LINKS = new Set(["maintenance", "maintained"]);
