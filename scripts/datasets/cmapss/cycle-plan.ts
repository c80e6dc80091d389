import type { CycleKind } from "../../../models/prognosis/cycles/cycle-recipe.ts";
import type { RecipePlan } from "../../../models/prognosis/cycles/fit-recipe.ts";
import { SENSORS, SETTINGS } from "./columns.ts";

/** What is computed of each channel's history. */
const KINDS: readonly CycleKind[] = [
  { kind: "mean", halfLife: 5 },
  { kind: "mean", halfLife: 20 },
  { kind: "slope", halfLife: 20, ridge: 1 },
  { kind: "drift", halfLife: 10, cycles: 15 },
];

/** Span of each setting over the flight envelope of the simulation (Saxena et al. 2008, section 3): 42,000 ft, Mach 0.84, 100 %. */
const SCALES = [42, 0.84, 100];

/** How the recipe of turbofan engines is fitted. */
export const CYCLE_PLAN: RecipePlan = {
  settings: SETTINGS.map((setting, i) => ({ ...setting, scale: SCALES[i] ?? Number.NaN })),
  channels: SENSORS,
  kinds: KINDS,
  radius: 0.1,
  mostRegimes: 24,
  clip: 8,
};
