import type { CycleRecipe } from "../../../models/prognosis/cycles/cycle-recipe.ts";

/** Two channels read as they are as two factors, under two operating conditions; one health index: 1 + 2 × the first input. */
export const exampleRecipe: CycleRecipe = {
  settings: [{ name: "speed", unit: "1/min", scale: 100 }],
  channels: [
    { name: "a", unit: "Cel" },
    { name: "b", unit: "bar" },
  ],
  regimes: [
    {
      settings: [0],
      share: 0.6,
      mean: [0, 0],
      spread: [1, 1],
      offset: [0, 0],
      gain: [
        [1, 0],
        [0, 1],
      ],
    },
    {
      settings: [100],
      share: 0.4,
      mean: [50, -20],
      spread: [2, 4],
      offset: [1, 0],
      gain: [
        [1, 0],
        [0, 1],
      ],
    },
  ],
  reach: 0.1,
  fewestCycles: 20,
  clip: 100,
  factors: 2,
  kinds: [
    { kind: "mean", halfLife: 5 },
    { kind: "average" },
    { kind: "level", halfLife: 10, ridge: 0 },
    { kind: "slope", halfLife: 10, ridge: 0 },
    { kind: "drift", halfLife: 5, cycles: 3 },
  ],
  indices: {
    pairs: [{ kind: "mean", halfLife: 5 }],
    triples: { kind: "mean", halfLife: 7 },
    // 11 plain features, 6 products of two of three, 4 products of three of two
    mean: new Array(21).fill(0),
    spread: new Array(21).fill(1),
    clip: 1000,
    weights: [[1, 2, ...new Array(20).fill(0)]],
  },
};
