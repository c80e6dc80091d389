import type { DiffLine } from "./line-diff.ts";

/** A setting that has changed: two short values, or lines where it is code, a list or an object. */
export interface FieldChange {
  readonly field: string;
  readonly label: string;
  readonly unit?: string;
  readonly before?: string;
  readonly after?: string;
  readonly lines?: readonly DiffLine[];
}

export interface WireChange {
  /** `reordered`: the same wires, another order in which messages go out, `to` first. */
  readonly kind: "connected" | "disconnected" | "reordered";
  /** Counted from 1. */
  readonly output: number;
  readonly to: string;
}

export interface NodeChange {
  readonly kind: "added" | "removed" | "changed";
  readonly id: string;
  readonly type: string;
  /** Name of its tab or subflow; empty for a config node. */
  readonly where: string;
  /** What it is called, else what it is. */
  readonly name: string;
  readonly what: string;
  readonly fields: readonly FieldChange[];
  readonly wires: readonly WireChange[];
}

/** What has changed between two revisions, in the order of the tabs. */
export interface FlowDiff {
  readonly nodes: readonly NodeChange[];
  /** Names of what is only drawn in another way: it does the same. */
  readonly redrawn: readonly string[];
}
