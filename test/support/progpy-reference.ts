import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Numbers } from "../../models/simulation/physics-model.ts";

/** What `models/training/progpy_reference.py` writes: SI units, seconds from the start. */
export interface ProgpyReference {
  readonly source: string;
  readonly stepSeconds: number;
  readonly load: Numbers;
  readonly cycle: Readonly<Record<"lowPa" | "highPa" | "lowUntil" | "highFrom" | "highUntil", number>>;
  readonly parameters: Readonly<Record<string, number | Numbers>>;
  readonly simulation: {
    readonly wear: Numbers;
    readonly times: readonly number[];
    readonly states: readonly Numbers[];
    readonly outputs: readonly Numbers[];
    readonly eventStates: readonly Numbers[];
    readonly eventSeconds: Numbers;
  };
  readonly prediction: {
    readonly schedule: readonly { readonly fromHours: number; readonly pdisch: number }[];
    readonly states: readonly Numbers[];
    readonly eventSeconds: readonly number[];
  };
}

export const readProgpyReference = (
  file = join(import.meta.dirname, "..", "fixtures", "progpy", "centrifugal-pump.json"),
): ProgpyReference => JSON.parse(readFileSync(file, "utf8"));
