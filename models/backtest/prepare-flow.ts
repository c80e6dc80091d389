import type { FlowNode } from "../revisions/flow-node.ts";
import { wireEnds } from "../revisions/wire-ends.ts";
import { isOutward, isOutwardConfig, whyNotDeterministic } from "./node-kinds.ts";

/** A node that is named before the run, and why. */
export interface NamedNode {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly reason: string;
}

/** A sensor source, into which the history goes. */
export interface HistoryInlet {
  readonly id: string;
  /** Name of the machine, where the source has one of its own. */
  readonly asset: string;
  /** Id of its asset type's config node; empty if it has none. */
  readonly assetType: string;
}

export interface PreparedFlow {
  readonly nodes: readonly FlowNode[];
  readonly inlets: readonly HistoryInlet[];
  /** Inlets whose messages a node that is none of ours looks at: it must see each scan, as it does live, and not an hour at once. */
  readonly scanned: readonly string[];
  /** Twin states and work-order sinks: they hear of maintenance that was done. */
  readonly twins: readonly { readonly id: string; readonly assetType: string }[];
  readonly sinks: readonly string[];
  /** Do nothing here: what would reach out of the flow. */
  readonly muted: readonly NamedNode[];
  /** May give something else another time. */
  readonly doubts: readonly NamedNode[];
}

/** In the run's own home folder. Relative, so that the flow's revision is the same in every run. */
export const STORE_FILE = "backtest.db";

/** Suffix of the node that hears the decisions of a tab. */
const EAR = "/decisions";

/** Outputs that carry decisions, by type. */
const DECIDES: Readonly<Record<string, readonly number[]>> = {
  "twinloom-twin-state": [2],
  "twinloom-rul-predictor": [0],
  "twinloom-scenario-runner": [0],
  "twinloom-setpoint-guard": [0, 1],
  "twinloom-work-order-sink": [0],
};

export const isEar = (id: string): boolean => id.endsWith(EAR);

/**
 * The same flow for a run on history: sources take telemetry from the wire, stores write to a file of the run's own, nothing
 * reaches outside, and an ear on each tab hears every decision.
 */
export const prepareFlow = (flow: readonly FlowNode[]): PreparedFlow => {
  const active = flow.filter((node) => node["d"] !== true && !isOnDisabledTab(node, flow) && !isOutwardConfig(node));
  const tabs = new Set(active.filter(({ type }) => type === "tab" || type === "subflow").map(({ id }) => id));
  const muted = active.filter(isOutward);
  const ears = [...tabs].map((tab) => silent({ id: `${tab}${EAR}`, type: "debug", z: tab }));
  return {
    nodes: [...active.map((node) => (isOutward(node) ? silent(node) : prepared(node))), ...ears],
    inlets: ofType(active, "twinloom-sensor-source").map((node) => ({
      id: node.id,
      asset: text(node["asset"]),
      assetType: text(node["assetType"]),
    })),
    scanned: scanned(active),
    twins: ofType(active, "twinloom-twin-state").map((node) => ({ id: node.id, assetType: text(node["assetType"]) })),
    sinks: ofType(active, "twinloom-work-order-sink").map(({ id }) => id),
    muted: muted
      .filter(({ type }) => !type.startsWith("ui-") && type !== "debug")
      .map((node) => named(node, "it reaches out of the flow")),
    doubts: active.flatMap((node) => {
      const reason = whyNotDeterministic(node);
      return reason === undefined ? [] : [named(node, reason)];
    }),
  };
};

/** Takes what passes and makes nothing of it. */
const BYSTANDER = /^(catch|status|complete|debug|comment)$/;

const scanned = (flow: readonly FlowNode[]): string[] => {
  const looked = wireEnds(flow).filter(
    ({ from, to }) =>
      from.type === "twinloom-sensor-source" &&
      !to.type.startsWith("twinloom-") &&
      !BYSTANDER.test(to.type) &&
      !isOutward(to),
  );
  return [...new Set(looked.map(({ from }) => from.id))];
};

const isOnDisabledTab = (node: FlowNode, flow: readonly FlowNode[]): boolean =>
  flow.some((tab) => tab.id === (node.type === "tab" ? node.id : node["z"]) && tab["disabled"] === true);

const ofType = (flow: readonly FlowNode[], type: string): FlowNode[] => flow.filter((node) => node.type === type);

const prepared = (node: FlowNode): FlowNode => {
  switch (node.type) {
    case "twinloom-sensor-source":
      return { ...node, protocol: "wire", tags: [], store: "" };
    case "twinloom-store":
      return { ...node, driver: "embedded", file: STORE_FILE, retentionDays: 0, waveformDays: 0 };
    default: {
      const own = node.type === "twinloom-work-order-sink" ? { ...node, endpoint: "" } : node;
      return heard(own);
    }
  }
};

const heard = (node: FlowNode): FlowNode => {
  const outputs = DECIDES[node.type];
  if (!outputs || typeof node["z"] !== "string") return node;
  const wires: unknown[] = Array.isArray(node["wires"]) ? node["wires"] : [];
  const count = Math.max(wires.length, ...outputs.map((output) => output + 1));
  return {
    ...node,
    wires: Array.from({ length: count }, (_, i) => {
      const there: unknown[] = Array.isArray(wires[i]) ? wires[i] : [];
      return outputs.includes(i) ? [...there, `${node["z"]}${EAR}`] : there;
    }),
  };
};

/** A node that takes messages and does nothing. */
const silent = ({ id, z }: FlowNode): FlowNode => ({
  ...{ id, type: "debug", z, name: "", active: false, tosidebar: false, console: false, tostatus: false },
  ...{ complete: "payload", targetType: "msg", wires: [] },
});

const named = (node: FlowNode, reason: string): NamedNode => ({
  id: node.id,
  type: node.type,
  name: text(node["name"]),
  reason,
});

const text = (value: unknown): string => (typeof value === "string" ? value : "");
