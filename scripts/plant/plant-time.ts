/**
 * Plant time for a wall-clock time: it begins in the past, runs faster, and never runs ahead of the wall clock; having caught up it
 * goes on in real time.
 */
export const plantTime =
  (plantStartMs: number, wallStartMs: number, hoursPerSecond: number) =>
  (wallMs: number): number =>
    Math.min(wallMs, plantStartMs + (wallMs - wallStartMs) * hoursPerSecond * 3600);
