import type { FlowNode } from "../../models/revisions/flow-node.ts";

export type Level = "ok" | "warning" | "error";

/** What one look at a configuration has found. */
export interface Finding {
  /** Stable, for scripts: `ports`, `clock`, `flow`. */
  readonly check: string;
  readonly level: Level;
  readonly what: string;
  /** What to do; absent where nothing is wrong. */
  readonly todo?: string;
}

/** What is looked at. */
export interface Place {
  readonly home: string;
  /** Empty where it can't be read, which is a finding of its own. */
  readonly flow: readonly FlowNode[];
  /** As the runtime will see it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly nowMs: number;
  /** As `process.versions.node`. */
  readonly nodeVersion: string;
}

export type Check = (place: Place) => Promise<readonly Finding[]> | readonly Finding[];

export const ok = (check: string, what: string): Finding => ({ check, level: "ok", what });
export const warning = (check: string, what: string, todo: string): Finding => ({
  check,
  level: "warning",
  what,
  todo,
});
export const error = (check: string, what: string, todo: string): Finding => ({ check, level: "error", what, todo });

/** The findings, or that all is well where there are none. */
export const orOk = (found: readonly Finding[], check: string, what: string): readonly Finding[] =>
  found.length > 0 ? found : [ok(check, what)];
