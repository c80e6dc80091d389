import { existsSync, readFileSync } from "node:fs";
import type { BehaviouralDiff } from "../../models/backtest/compare-decisions.ts";
import type { PassedLimit } from "../../models/backtest/limits.ts";
import type { BacktestSummary } from "../../models/backtest/summary.ts";
import { atomicWrite } from "../revisions/atomic-write.ts";
import { statusFile } from "./shadow-files.ts";

/** How a shadow does, written after every look at new data. */
export interface ShadowStatus {
  /** By this machine's clock, epoch milliseconds: whether somebody is at work. */
  readonly beatMs: number;
  readonly pid: number;
  /** Data time that it has come to, and that there is. */
  readonly cursorMs: number;
  readonly newestMs: number;
  readonly machines: readonly string[];
  readonly readings: number;
  /** Before and after as for a promotion: the flow before it, and the one that is to be or was promoted. */
  readonly before: BacktestSummary;
  readonly after: BacktestSummary;
  readonly setpoints: { readonly before: number; readonly after: number };
  readonly diff: BehaviouralDiff;
  readonly passed: readonly PassedLimit[];
  /** Errors of the flow in shadow, by code. */
  readonly errors: Readonly<Record<string, number>>;
}

/** Undefined before its first look, or where it can't be read: the next look writes it anew. */
export const readStatus = (home: string, id: string): ShadowStatus | undefined => {
  const file = statusFile(home, id);
  if (!existsSync(file)) return undefined;
  try {
    const status: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isStatus(status) ? status : undefined;
  } catch {
    return undefined;
  }
};

export const writeStatus = (home: string, id: string, status: ShadowStatus): void =>
  atomicWrite(statusFile(home, id), `${JSON.stringify(status)}\n`);

const isStatus = (value: unknown): value is ShadowStatus =>
  typeof value === "object" && value !== null && "cursorMs" in value && "diff" in value && "passed" in value;
