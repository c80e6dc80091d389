import { createHash } from "node:crypto";
import type { BearingLife } from "./bearing-life.ts";

/** SHA-256, hex, of what was read of these bearings: the same for the packed and the published form of the same numbers. */
export const livesHash = (lives: readonly BearingLife[]): string => {
  const hash = createHash("sha256");
  for (const { name, lifeHours, moments } of lives) {
    hash.update(`${name} ${lifeHours}\n`);
    for (const { hours, signal } of moments) hash.update(Float64Array.of(hours, ...signal));
  }
  return hash.digest("hex");
};
