import { TwinError } from "../../errors/twin-error.ts";
import type { Random } from "../../random/random.ts";
import type { DamageVariable, Numbers } from "../../simulation/physics-model.ts";
import { assetErrors } from "../errors.ts";
import { rateFactor } from "./rate-factor.ts";

/**
 * The state after a component was renewed: its damage is 0 and its wear-rate factor is drawn anew (1 without a random
 * stream). `all` renews every component. Temperatures and the like stay: they follow by themselves.
 *
 * @throws TwinError TWIN-ASSET-001 if there is no such component
 */
export const maintainDamage = (
  damage: readonly DamageVariable[],
  state: Numbers,
  component: string,
  random?: Random,
): Numbers => {
  const renewed = damage.filter((one) => component === "all" || one.component === component);
  if (renewed.length === 0) {
    const known = damage.map((one) => one.component).join(", ");
    throw new TwinError(assetErrors.unknownComponent, { component, known });
  }
  const next: Record<string, number> = { ...state };
  for (const one of renewed) {
    next[one.state] = 0;
    if (one.rate) next[one.rate] = rateFactor(one.rateSpread, random);
  }
  return next;
};
