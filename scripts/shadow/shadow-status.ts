import { existsSync, readFileSync } from "node:fs";
import type { BehaviouralDiff } from "../../models/backtest/compare-decisions.ts";
import type { ShadowComparison } from "../../nodes/flow-revisions/shadow-service.ts";
import { atomicWrite } from "../revisions/atomic-write.ts";
import { statusFile } from "./shadow-files.ts";

/** How a shadow does, written after every look at new data; before and after as for a promotion, every difference in full. */
export interface ShadowStatus extends Omit<ShadowComparison, "orders" | "alarms" | "forecasts"> {
  /** By this machine's clock, epoch milliseconds: whether somebody is at work. */
  readonly beatMs: number;
  readonly pid: number;
  readonly diff: BehaviouralDiff;
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
