import type { EventEmitter } from "node:events";
import { type Metric, readMetrics } from "../../nodes/kit/metrics.ts";

export interface Readiness {
  readonly ready: boolean;
  /** Why not, in words; empty when ready. */
  readonly reasons: readonly string[];
}

interface RuntimeState {
  readonly id: string;
  readonly payload?: { readonly error?: string; readonly types?: readonly (string | { type: string })[] };
}

/** Follows whether the flows run with all their nodes, and whether their data is kept: a store that takes nothing is no readiness. */
export const followReadiness = (events: EventEmitter): (() => Readiness) => {
  let problem = "the flows have not started";
  events.on("flows:started", () => {
    problem = "";
  });
  events.on("flows:stopping", () => {
    problem = "the flows are stopping";
  });
  events.on("runtime-event", ({ id, payload }: RuntimeState) => {
    if (id === "runtime-state" && payload?.error) problem = `the flows do not run: ${payload.error}`;
  });
  return () => {
    const metrics = readMetrics();
    const reasons = [problem, ...refusedNodes(metrics), ...storesThatRefuse(metrics)].filter(Boolean);
    return { ready: reasons.length === 0, reasons };
  };
};

const samplesOf = (metrics: readonly Metric[], wanted: Metric["name"]): Metric["samples"] =>
  metrics.find(({ name }) => name === wanted)?.samples ?? [];

const refusedNodes = (metrics: readonly Metric[]): string[] =>
  samplesOf(metrics, "twinloom_node_refused").map(
    ({ labels }) => `the settings of ${labels["name"]} are refused: ${labels["code"]}`,
  );

const storesThatRefuse = (metrics: readonly Metric[]): string[] =>
  samplesOf(metrics, "twinloom_store_up")
    .filter(({ value }) => value === 0)
    .map(({ labels }) => `the store ${labels["name"]} takes no data, or its server is away`);
