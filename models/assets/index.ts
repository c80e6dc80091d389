import type { PhysicsModel } from "../simulation/physics-model.ts";
import { centrifugalPump } from "./centrifugal-pump/model.ts";
import { cncSpindle } from "./cnc-spindle/model.ts";
import { extruderCooling } from "./extruder-cooling/model.ts";
import { genericWear } from "./generic-wear/model.ts";
import { inductionFan } from "./induction-fan/model.ts";

export { assetTypes } from "./asset-types.ts";

/** The physics models by name: one for each shipped asset type, of the same id, and the one for machines that only their tags describe. */
export const physicsModels: Readonly<Record<string, PhysicsModel>> = {
  [centrifugalPump.id]: centrifugalPump,
  [inductionFan.id]: inductionFan,
  [cncSpindle.id]: cncSpindle,
  [extruderCooling.id]: extruderCooling,
  [genericWear.id]: genericWear,
};
