import type { PhysicsModel } from "../simulation/physics-model.ts";

export { assetTypes } from "./asset-types.ts";

/** The physics of each kind of machine by asset type id. */
export const physicsModels: Readonly<Record<string, PhysicsModel>> = {};
