import { createHash } from "node:crypto";
import type { BearingLife } from "./bearing-life.ts";

/**
 * SHA-256, hex, of what was computed of a bearing's waveforms: the same whatever the bearing is called, and for the packed and
 * the published form of the same numbers.
 */
export const lifeHash = ({ lifeHours, moments }: BearingLife): string => {
  const hash = createHash("sha256").update(Float64Array.of(lifeHours));
  for (const { hours, signal } of moments) hash.update(Float64Array.of(hours, ...signal));
  return hash.digest("hex");
};

/** The same of several bearings, in their order. */
export const livesHash = (lives: readonly BearingLife[]): string =>
  createHash("sha256").update(lives.map(lifeHash).join()).digest("hex");
