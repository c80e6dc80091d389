import type { AssetType } from "../twin/asset-type.ts";
import type { FlowNode } from "./flow-node.ts";
import { wireEnds } from "./wire-ends.ts";

/** What a type of node says of its messages: schema tags that each output sends, and those that it takes (absent: any). */
export interface Contract {
  readonly takes?: readonly string[];
  readonly sends?: readonly (readonly string[])[];
}

export type Contracts = ReadonlyMap<string, Contract>;

interface Wire {
  readonly from: FlowNode;
  /** Counted from 0. */
  readonly output: number;
  readonly to: FlowNode;
}

/** A wire between what doesn't fit: by its messages, or by the asset types of its ends. */
export type WireProblem = Wire &
  (
    | { readonly kind: "message"; readonly sent: readonly string[]; readonly taken: readonly string[] }
    | { readonly kind: "assetType"; readonly own: string; readonly other: string }
  );

/** A work-order sink takes the orders of machines of any type. */
const OF_ONE_TYPE = new Set([
  ...["twinloom-sensor-source", "twinloom-feature-extractor", "twinloom-twin-state"],
  ...["twinloom-rul-predictor", "twinloom-scenario-runner"],
]);

/** Wires whose messages the target does not take. Of other palettes' nodes nothing is known. */
export const messageProblems = (
  nodes: readonly FlowNode[],
  contracts: Contracts,
): (WireProblem & { kind: "message" })[] =>
  wireEnds(nodes).flatMap((wire) => {
    const sent = contracts.get(wire.from.type)?.sends?.[wire.output] ?? [];
    const taken = contracts.get(wire.to.type)?.takes;
    if (!taken || sent.length === 0 || sent.some((tag) => taken.includes(tag))) return [];
    return [{ ...wire, kind: "message" as const, sent, taken }];
  });

/** Wires between machines of different kinds. @param types by the id of their config node */
export const assetTypeProblems = (
  nodes: readonly FlowNode[],
  types: ReadonlyMap<string, AssetType>,
): (WireProblem & { kind: "assetType" })[] =>
  wireEnds(nodes).flatMap((wire) => {
    if (!OF_ONE_TYPE.has(wire.from.type) || !OF_ONE_TYPE.has(wire.to.type)) return [];
    const [own, other] = [types.get(String(wire.from["assetType"])), types.get(String(wire.to["assetType"]))];
    return own && other && own.id !== other.id
      ? [{ ...wire, kind: "assetType" as const, own: own.id, other: other.id }]
      : [];
  });
