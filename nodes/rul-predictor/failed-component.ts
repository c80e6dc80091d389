import type { TwinState } from "../../models/twin/twin-state.ts";

/** The component that brought a failed machine down: the one with the lowest known health. Undefined if it has not failed. */
export const failedComponent = ({ operatingState, components }: TwinState): string | undefined => {
  if (operatingState !== "failed") return undefined;
  let worst: string | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const [component, { health }] of Object.entries(components)) {
    if (health === null || health >= lowest) continue;
    lowest = health;
    worst = component;
  }
  return worst;
};
