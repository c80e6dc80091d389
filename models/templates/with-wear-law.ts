import { genericWear } from "../assets/generic-wear/model.ts";
import type { AssetType } from "../twin/asset-type.ts";
import { numberOf } from "./read-values.ts";
import type { Values } from "./template.ts";
import { WEAR } from "./wear-channels.ts";

/** A machine of its own tags as one component that wears by the general law. ISO 14224: parameter deviation, by wear (2.4). */
export const withWearLaw = (type: AssetType, values: Values): AssetType => ({
  ...type,
  physics: genericWear.id,
  parameters: {
    lifeHours: { value: numberOf(values, "lifeHours") ?? 0, unit: "h", label: "Expected life at nominal load" },
    loadExponent: { value: numberOf(values, "loadExponent") ?? 0, unit: "1", label: "Load exponent of wear" },
  },
  components: genericWear.damage.map(({ component }) => ({
    ...{ id: component, label: "Machine" },
    indicators: [{ feature: `${WEAR}.mean`, healthy: 0, failed: 100 }],
  })),
  failureModes: genericWear.damage.map(({ component, failureMode }) => ({
    ...{ id: failureMode, label: "Wear", component, iso14224Mode: "PDE", iso14224Mechanism: "2.4" },
    action: "Inspect the machine and renew what is worn",
  })),
});
