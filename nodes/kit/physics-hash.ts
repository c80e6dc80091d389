import { createHash } from "node:crypto";
import type { Numbers, PhysicsModel } from "../../models/simulation/physics-model.ts";

/** SHA-256 over a physics model's id and the parameters that it reads, hex: the model hash of what physics says. */
export const physicsHash = ({ id, parameters: known }: PhysicsModel, parameters: Numbers): string => {
  const read = Object.entries(parameters).filter(([name]) => name in known);
  return createHash("sha256")
    .update(JSON.stringify([id, Object.fromEntries(read)]))
    .digest("hex");
};
