import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { shadowErrors } from "../../models/shadow/errors.ts";
import { isShadowPlan, type ShadowPlan } from "../../models/shadow/shadow-plan.ts";
import { atomicWrite } from "../revisions/atomic-write.ts";
import { planFile, shadowFolder } from "./shadow-places.ts";

export const shadowFlowFile = (home: string, id: string): string => join(shadowFolder(home), `${id}.flow.json`);
/** Home folder of the runtime in shadow: its state lives there, and nowhere else. */
export const runFolder = (home: string, id: string): string => join(shadowFolder(home), id);
export const statusFile = (home: string, id: string): string => join(shadowFolder(home), `${id}.status.json`);

/**
 * Undefined where there has never been one.
 *
 * @throws TwinError TWIN-SHADOW-009
 */
export const readPlan = (home: string): ShadowPlan | undefined => {
  const file = planFile(home);
  if (!existsSync(file)) return undefined;
  let reason = "it is incomplete";
  try {
    const plan: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (isShadowPlan(plan)) return plan;
  } catch (thrown) {
    reason = thrown instanceof Error ? thrown.message : String(thrown);
  }
  throw new TwinError(shadowErrors.damaged, { file, reason });
};

/** The plan that runs. @throws TwinError TWIN-SHADOW-001, -009 */
export const runningPlan = (home: string): ShadowPlan => {
  const plan = readPlan(home);
  if (!plan || plan.phase === "ended") throw new TwinError(shadowErrors.none, { home });
  return plan;
};

export const writePlan = (home: string, plan: ShadowPlan): void =>
  atomicWrite(planFile(home), `${JSON.stringify(plan, null, 2)}\n`);

/** Removes what runs before have left; the status of the last one stays with its plan. */
export const forgetRuns = (home: string, kept: string): void => {
  const folder = shadowFolder(home);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (name !== "plan.json" && name.split(".")[0] !== kept)
      rmSync(join(folder, name), { recursive: true, force: true });
  }
};
