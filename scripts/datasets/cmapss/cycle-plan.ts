import type { CycleKind } from "../../../models/prognosis/cycles/cycle-recipe.ts";
import type { RecipePlan } from "../../../models/prognosis/cycles/fit-recipe.ts";
import { SENSORS, SETTINGS } from "./columns.ts";

/** Cycles² of doubt that hold a slope back while there are few cycles. */
const RIDGE = 100;

const mean = (halfLife: number): CycleKind => ({ kind: "mean", halfLife });

/** What is computed of each factor's history. */
const KINDS: readonly CycleKind[] = [
  ...[3, 7, 15, 30].map(mean),
  { kind: "average" },
  ...[8, 16, 32].flatMap((halfLife): CycleKind[] => [
    { kind: "level", halfLife, ridge: RIDGE },
    { kind: "slope", halfLife, ridge: RIDGE },
  ]),
  { kind: "drift", halfLife: 7, cycles: 30 },
];

/** A forecast is not calibrated for less history. */
const FEWEST_CYCLES = 20;

/** Of two ways to fail each takes some factors of its own. */
const FACTORS: Readonly<Record<string, number>> = { FD001: 4, FD002: 4 };
const FACTORS_OF_SEVERAL_MODES = 6;

/** Span of each setting over the flight envelope of the simulation (Saxena et al. 2008, section 3): 42,000 ft, Mach 0.84, 100 %. */
const SCALES = [42, 0.84, 100];

/** How the recipe of turbofan engines is fitted: fewer factors for the subsets that are known to fail in one way only. */
export const cyclePlan = (subset: string): RecipePlan => ({
  settings: SETTINGS.map((setting, i) => ({ ...setting, scale: SCALES[i] ?? Number.NaN })),
  channels: SENSORS,
  factors: FACTORS[subset] ?? FACTORS_OF_SEVERAL_MODES,
  kinds: KINDS,
  indices: {
    pairs: [mean(5), mean(20), { kind: "slope", halfLife: 30, ridge: RIDGE }, { kind: "average" }],
    triples: mean(7),
    clip: 6,
  },
  radius: 0.1,
  mostRegimes: 24,
  fewestCycles: FEWEST_CYCLES,
  clip: 8,
});

/** What the health indices are fitted to, of the cycles that are left: near the end of life more finely. */
export const indexTargets = (left: number): number[] => [
  Math.min(left, 125),
  Math.min(left, 60),
  Math.min(left, 200),
  Math.exp(-left / 8),
  Math.exp(-left / 20),
  Math.exp(-left / 60),
];

/** Strength of the indices' ridge regression, and the part of the rows that it takes: neighbours say the same. */
export const INDEX_RIDGE = 300;
export const INDEX_STRIDE = 2;
