import type { TwinRules } from "../../models/twin/twin-rules.ts";
import type { TwinStateConfig } from "./schema.ts";

/** The settings, in the units that the twin reckons in. */
export const twinRules = (config: TwinStateConfig): TwinRules => ({
  deadbandPercent: config.deadbandPercent,
  onDelayMs: config.onDelaySeconds * 1000,
  offDelayMs: config.offDelaySeconds * 1000,
  healthSmoothingHours: config.healthSmoothingHours,
  maxGapMs: config.maxGapMinutes * 60_000,
  alarmsOnlyRunning: config.alarmsOnlyRunning,
});
