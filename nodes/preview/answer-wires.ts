import { TwinError } from "../../models/errors/twin-error.ts";
import { type ConverterStep, converterBetween } from "../../models/revisions/converter-between.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { unitProblems } from "../../models/revisions/unit-problems.ts";
import { wireEnds } from "../../models/revisions/wire-ends.ts";
import { assetTypeProblems, type Contract, messageProblems } from "../../models/revisions/wire-problems.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { assetTypeOf } from "./asset-type-of.ts";
import { previewNodes } from "./deployed-flow.ts";
import { isOurs, loadRoom } from "./load-room.ts";

/** A wire that a deploy would refuse, and what mends it. */
export type WireComplaint = { readonly from: string; readonly output: number; readonly to: string } & (
  | {
      readonly kind: "message";
      readonly sent: readonly string[];
      readonly taken: readonly string[];
      /** Nodes to put between; empty where none help. */
      readonly steps: readonly ConverterStep[];
    }
  /** `use` is the config node of the source's type, which the target could take too. */
  | { readonly kind: "assetType"; readonly own: string; readonly other: string; readonly use: string }
  | {
      readonly kind: "unit";
      readonly row: number;
      readonly tag: string;
      readonly channel: string;
      readonly unit: string;
      readonly expected: string;
    }
);

/** Make one kind of message of another. */
const CONVERTERS = ["twinloom-feature-extractor", "twinloom-twin-state", "twinloom-rul-predictor"];

/** What is wrong with the wires of a flow as it stands in the editor, by the rules that a deploy is judged by. */
export const answerWires = async (body: unknown): Promise<readonly WireComplaint[]> => {
  const { flow } = Object(body);
  const nodes = previewNodes(Array.isArray(flow) ? flow : []).filter((node) => node["d"] !== true);
  const contracts = await contractsOf([...CONVERTERS, ...nodes.map(({ type }) => type)]);
  const converters = new Map(CONVERTERS.map((type) => [type, contracts.get(type) ?? {}]));
  const types = await typesOf(nodes);
  const ends = wireEnds(nodes);
  return [
    ...messageProblems(nodes, contracts).map(({ from, output, to, sent, taken }) => ({
      ...{ kind: "message" as const, from: from.id, output, to: to.id, sent, taken },
      steps: converterBetween(sent, taken, converters) ?? [],
    })),
    ...assetTypeProblems(nodes, types).map(({ from, output, to, own, other }) => ({
      ...{ kind: "assetType" as const, from: from.id, output, to: to.id, own, other },
      use: String(from["assetType"]),
    })),
    ...ends.flatMap(({ from, output, to }) => {
      if (output !== 0) return [];
      const type = types.get(String(from["assetType"])) ?? types.get(String(to["assetType"]));
      return unitProblems(from, type).map(({ row, tag, channel, unit, expected }) => ({
        ...{ kind: "unit" as const, from: from.id, output, to: to.id },
        ...{ row, tag, channel, unit, expected },
      }));
    }),
  ];
};

const contractsOf = async (types: readonly string[]): Promise<ReadonlyMap<string, Contract>> => {
  const found = new Map<string, Contract>();
  for (const type of new Set(types.filter(isOurs))) {
    const room = await loadRoom(type).catch(() => undefined);
    if (room) found.set(type, room.schema);
  }
  return found;
};

/** Asset types by the id of their config node; one that is wrong says so in its own dialog. */
const typesOf = async (nodes: readonly FlowNode[]): Promise<ReadonlyMap<string, AssetType>> => {
  const found = new Map<string, AssetType>();
  for (const node of nodes.filter(({ type }) => type === "twinloom-asset-type")) {
    try {
      found.set(node.id, await assetTypeOf(node));
    } catch (thrown) {
      if (!(thrown instanceof TwinError)) throw thrown;
    }
  }
  return found;
};
