import { rmSync } from "node:fs";
import { TwinError } from "../../models/errors/twin-error.ts";
import { shadowErrors } from "../../models/shadow/errors.ts";
import { runningPlan, writePlan } from "./shadow-files.ts";
import { planFile } from "./shadow-places.ts";

/**
 * Ends what runs in shadow; the live flow stays as it is. A plan that can't be read is removed.
 *
 * @returns what was ended, in words
 * @throws TwinError TWIN-SHADOW-001
 */
export const endShadow = (home: string): string => {
  try {
    const plan = runningPlan(home);
    writePlan(home, { ...plan, phase: "ended", end: "stopped by hand" });
    return plan.name;
  } catch (error) {
    if (!(error instanceof TwinError) || error.code !== shadowErrors.damaged.code) throw error;
    rmSync(planFile(home));
    return "what could not be read";
  }
};
