import assert from "node:assert/strict";

/** Two numbers that differ by rounding only. */
export const closeTo = (actual: number, expected: number, tolerance = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${actual}, not ${expected}`);
