import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { usedMachine } from "../../scripts/plant/machine.ts";
import { machinePlans } from "../../scripts/plant/machine-plans.ts";
import { createPlant, type Plant, type PlantEvent, type PlantMemory, STEP_MS } from "../../scripts/plant/plant.ts";
import { type PlantProcess, startPlant } from "../plant/plant-process.ts";

const SEED = 1;
const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 0, 5);

export interface WornPlant {
  readonly plant: PlantProcess;
  /** What the sensors of a machine show at a time of the plant, as the plant itself reckons it. */
  readings(asset: string, timeMs: number): Readonly<Record<string, number>>;
  /** When a machine will have failed, and of what. */
  failure(asset: string): { readonly timeMs: number; readonly component: string };
}

/**
 * The demo plant with all its machines near the end of their lives, and what is true of it: the plant is deterministic, so that the
 * same equations run ahead here say what it will show and when its machines will fail.
 *
 * @param remainingHours how long the machines will last, roughly
 */
export const startWornPlant = async (
  folder: string,
  remainingHours: number,
  hoursPerSecond: number,
): Promise<WornPlant> => {
  const file = join(folder, "plant.json");
  const memory = wornMemory(remainingHours);
  writeFileSync(file, JSON.stringify(memory));
  const plant = await startPlant([
    "--state",
    file,
    "--seed",
    String(SEED),
    "--hours-per-second",
    String(hoursPerSecond),
  ]);
  // as the plant's clock has it: a slow plant scans as often by the wall clock
  const stepMs = Math.min(1, hoursPerSecond) * STEP_MS;
  const failures = new Map<string, { timeMs: number; component: string }>();
  const ahead = restored(memory, ({ event, asset, timeMs, component = "" }) => {
    if (event === "failed" && !failures.has(asset)) failures.set(asset, { timeMs, component });
  });
  ahead.advance(memory.timeMs + 3 * remainingHours * HOUR_MS, stepMs);
  const seen = new Map<string, Readonly<Record<string, number>>>();
  const beside = restored(memory);
  return {
    plant,
    readings: (asset, timeMs) => {
      for (const scan of beside.advance(timeMs, stepMs)) seen.set(`${scan.asset} ${scan.timeMs}`, scan.values);
      const values = seen.get(`${asset} ${timeMs}`);
      if (!values) throw new Error(`${asset} has no scan at ${timeMs}`);
      return values;
    },
    failure: (asset) => {
      const found = failures.get(asset);
      if (!found) throw new Error(`${asset} does not fail`);
      return found;
    },
  };
};

const wornMemory = (remainingHours: number): PlantMemory => {
  const fresh = createPlant(SEED, START_MS).memory();
  const machines = Object.entries(machinePlans).map(
    ([asset, plan]) => [asset, usedMachine(asset, { ...plan, remainingHours }, SEED, START_MS).memory] as const,
  );
  return { ...fresh, machines: Object.fromEntries(machines) };
};

const restored = (memory: PlantMemory, report?: (event: PlantEvent) => void): Plant => {
  const plant = createPlant(SEED, START_MS, report);
  plant.restore(structuredClone(memory));
  return plant;
};
