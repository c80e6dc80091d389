import type { DamageVariable, Numbers } from "../../simulation/physics-model.ts";
import { clamp } from "./clamp.ts";

/** Health by component, 1 as new and 0 at the failure threshold: what is left of the damage variable. */
export const healthOf = (damage: readonly DamageVariable[], state: Numbers): Numbers => {
  const health: Record<string, number> = {};
  for (const one of damage) health[one.component] = 1 - clamp(state[one.state] ?? 0, 0, 1);
  return health;
};
