import { existsSync } from "node:fs";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { messageProblems } from "../../models/revisions/wire-problems.ts";
import type { NodeSchema } from "../../nodes/kit/node-schema.ts";
import { checkSettings } from "./check-settings.ts";
import { checkTypes } from "./check-types.ts";
import { nodeSchemas } from "./flow-words.ts";

/**
 * What is wrong with a flow before it runs, in words, each with its node: settings that are missing or wrong, references to what
 * isn't there, unknown asset types and model folders, wires between what doesn't fit by message, machine or unit. What is disabled
 * is not checked, and of other palettes' nodes nothing is known.
 */
export const checkFlow = async (nodes: readonly FlowNode[]): Promise<string[]> => {
  const schemas = await nodeSchemas();
  const active = withoutDisabled(nodes);
  const tabs = new Map(nodes.map((node) => [node.id, String(node["label"] ?? node["name"] ?? "")]));
  const named = (node: FlowNode, reason: string): string => {
    const name = String(node["name"] || schemas.get(node.type)?.label || node.type);
    const tab = tabs.get(String(node["z"] ?? ""));
    return `${name}${tab ? ` (${tab})` : ""}: ${reason}`;
  };
  return [
    ...active.flatMap((node) =>
      checkSettings(node, schemas.get(node.type), active).map((reason) => named(node, reason)),
    ),
    ...active.flatMap((node) => modelFolderProblem(node).map((reason) => named(node, reason))),
    ...checkMessages(active, schemas, named),
    ...checkTypes(active).map(({ node, reason }) => named(node, reason)),
  ];
};

const withoutDisabled = (nodes: readonly FlowNode[]): FlowNode[] => {
  const off = new Set(nodes.filter((node) => node["disabled"] === true).map(({ id }) => id));
  return nodes.filter((node) => node["d"] !== true && !off.has(node.id) && !off.has(String(node["z"] ?? "")));
};

const modelFolderProblem = (node: FlowNode): string[] => {
  const folder = node["modelFolder"];
  const isMissing = typeof folder === "string" && folder !== "" && !folder.includes("${") && !existsSync(folder);
  return isMissing ? [`there is no folder of models ${folder}`] : [];
};

const checkMessages = (
  nodes: readonly FlowNode[],
  schemas: ReadonlyMap<string, NodeSchema>,
  named: (node: FlowNode, reason: string) => string,
): string[] =>
  messageProblems(nodes, schemas).map(({ from, output, to, sent, taken }) => {
    const target = String(to["name"] || schemas.get(to.type)?.label);
    return named(from, `output ${output + 1} sends ${sent.join(", ")} to ${target}, which takes ${taken.join(", ")}`);
  });
