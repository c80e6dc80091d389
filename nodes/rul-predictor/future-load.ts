import type { PhysicsModel } from "../../models/simulation/physics-model.ts";
import { type LoadChange, plannedLoad } from "../../models/simulation/planned-load.ts";
import type { RulPredictorConfig } from "./schema.ts";

export type LoadSettings = Pick<RulPredictorConfig, "futureLoad" | "constantLoad" | "loadPlan" | "timeZone">;

/**
 * How the machine will be run, by the settings; undefined: as it was.
 *
 * @throws TwinError TWIN-SIMULATION-008, -009
 */
export const futureLoad = (
  model: PhysicsModel,
  { futureLoad: kind, constantLoad, loadPlan, timeZone }: LoadSettings,
): LoadChange | undefined => {
  if (kind === "constant") return plannedLoad(model, constantLoad);
  if (kind === "planned") return plannedLoad(model, loadPlan, timeZone || "UTC");
  return undefined;
};
