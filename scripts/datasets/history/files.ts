import { join } from "node:path";

/** The two tables of an exported history, for any program that reads CSV (RFC 4180: commas, `"` around a cell with one). */
export const livesFile = (folder: string): string => join(folder, "lives.csv");
export const stepsFile = (folder: string): string => join(folder, "steps.csv");

/** One line a life. `as_found` other than `failed` is a life that was cut off before a failure: `end` is no failure then. */
export const LIFE_COLUMNS = [
  ...["life", "asset", "asset_type", "component", "failure_mode", "as_found", "cause"],
  ...["end", "steps"],
] as const;

/** One line a step; further columns are `quantity [unit]`, empty where nothing was measured. */
export const STEP_COLUMNS = ["life", "time", "running_hours"] as const;
