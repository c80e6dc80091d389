import type { PassedLimit } from "../../models/backtest/limits.ts";
import type { Revision } from "../../models/revisions/revision.ts";
import type { ShadowPlan } from "../../models/shadow/shadow-plan.ts";
import type { Compared } from "./backtest-service.ts";

/** What was compared up to now; lists have the first of their kind only. */
export interface ShadowComparison extends Compared {
  /** Data time that it has come to, and that there is. */
  readonly cursorMs: number;
  readonly newestMs: number;
  readonly machines: readonly string[];
  readonly readings: number;
  readonly setpoints: { readonly before: number; readonly after: number };
  readonly passed: readonly PassedLimit[];
}

/** The flow in shadow, or the last one that was; empty where there has been none. */
export interface ShadowState {
  readonly plan?: Omit<ShadowPlan, "schema">;
  /** Absent before its first look at data. */
  readonly comparison?: ShadowComparison;
  /** Whether its process has told of itself lately. */
  readonly atWork?: boolean;
  /** Why it is not promoted without force; absent where nothing is in the way. */
  readonly hindrance?: string;
}

export interface ShadowWish {
  /** orders=5%, missed=0 */
  readonly limits: readonly string[];
  /** 7d; empty: it is promoted by hand alone. */
  readonly promoteAfter: string;
  /** After a promotion it is watched for so long. */
  readonly watch: string;
}

/** The same as `twinloom shadow`; each throws its TwinErrors. */
export interface ShadowService {
  state(): ShadowState;
  /** @param which a revision */
  start(which: string, wish: ShadowWish, by: string): Promise<ShadowState>;
  /** Resolves when the flow has been started. */
  promote(why: string, force: boolean, by: string): Promise<Revision>;
  end(): ShadowState;
}

/** The service of Node-RED's settings; undefined where the flows are kept in another way. */
export const shadowServiceOf = (settings: Readonly<Record<string, unknown>>): ShadowService | undefined => {
  const storage = settings["storageModule"];
  if (typeof storage !== "object" || storage === null || !("shadow" in storage)) return undefined;
  return isService(storage.shadow) ? storage.shadow : undefined;
};

const isService = (value: unknown): value is ShadowService =>
  typeof value === "object" &&
  value !== null &&
  ["state", "start", "promote", "end"].every((name) => typeof Reflect.get(value, name) === "function");
