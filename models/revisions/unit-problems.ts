import { TwinError } from "../errors/twin-error.ts";
import { unitConverter } from "../telemetry/units.ts";
import type { AssetType } from "../twin/asset-type.ts";
import type { FlowNode } from "./flow-node.ts";

/** A tag of a source whose unit can't become that of its channel. */
export interface UnitProblem {
  readonly node: FlowNode;
  /** Its place in the table, from 0. */
  readonly row: number;
  readonly tag: string;
  readonly channel: string;
  readonly unit: string;
  /** Unit of the channel, and the id of the asset type that says so. */
  readonly expected: string;
  readonly type: string;
  readonly reason: string;
}

export const unitProblems = (node: FlowNode, type: AssetType | undefined): UnitProblem[] => {
  if (node.type !== "twinloom-sensor-source" || !type) return [];
  const rows: readonly unknown[] = Array.isArray(node["tags"]) ? node["tags"] : [];
  return rows.flatMap((one, row): UnitProblem[] => {
    const { tag, channel: name, unit } = Object(one);
    const channel = Object.hasOwn(type.channels, text(name)) ? type.channels[text(name)] : undefined;
    const reason = channel && text(unit) ? whyNot(text(unit), channel.unit) : undefined;
    if (!channel || reason === undefined) return [];
    return [
      {
        ...{ node, row, tag: text(tag) || text(name), channel: text(name), unit: text(unit) },
        ...{ expected: channel.unit, type: type.id, reason },
      },
    ];
  });
};

const whyNot = (from: string, to: string): string | undefined => {
  try {
    unitConverter(from, to);
    return undefined;
  } catch (error) {
    if (error instanceof TwinError) return error.message;
    throw error;
  }
};

const text = (value: unknown): string => (typeof value === "string" ? value : "");
