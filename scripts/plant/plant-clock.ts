import { STEP_MS } from "./plant.ts";

/** How far the plant may go now, and in which steps. */
export interface PlantTime {
  readonly untilMs: number;
  readonly stepMs: number;
}

const REAL_TIME_STEP_MS = 1000;
/** After a longer gap (a computer that slept) the plant goes on as if nothing had been: no flood of old scans. */
const LONGEST_GAP_MS = 2000;
const SECONDS_PER_HOUR = 3600;

/** Scans come at most so often by the wall clock, where a slow plant would else scan in the same wide steps. */
const stepFor = (hoursPerSecond: number): number => {
  const wished = Math.round((hoursPerSecond * STEP_MS) / REAL_TIME_STEP_MS) * REAL_TIME_STEP_MS;
  return Math.min(STEP_MS, Math.max(REAL_TIME_STEP_MS, wished));
};

/**
 * Plant time for a wall-clock time: it begins in the past, runs accelerated, and never runs ahead of the wall clock.
 * Having caught up, it goes on in real time with a scan every second.
 */
export const createPlantClock = (plantStartMs: number, wallStartMs: number, hoursPerSecond: number) => {
  const acceleratedStepMs = stepFor(hoursPerSecond);
  let untilMs = plantStartMs;
  let lastWallMs = wallStartMs;
  return (wallMs: number): PlantTime => {
    const elapsedMs = Math.min(LONGEST_GAP_MS, Math.max(0, wallMs - lastWallMs));
    lastWallMs = wallMs;
    untilMs = Math.min(wallMs, untilMs + elapsedMs * hoursPerSecond * SECONDS_PER_HOUR);
    return { untilMs, stepMs: untilMs < wallMs ? acceleratedStepMs : REAL_TIME_STEP_MS };
  };
};
