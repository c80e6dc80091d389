import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { Numbers } from "../../models/simulation/physics-model.ts";
import { plantErrors } from "./errors.ts";
import type { MachineMemory } from "./machine.ts";
import { machinePlans } from "./machine-plans.ts";
import type { PlantMemory } from "./plant.ts";
import { areFaults } from "./sensor-fault.ts";

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const isNumbers = (value: unknown): value is Numbers =>
  isObject(value) && Object.values(value).every((one) => Number.isFinite(one));

const isMachineMemory = (value: unknown): value is MachineMemory =>
  isObject(value) &&
  isNumbers(value["state"]) &&
  isNumbers(value["setInputs"]) &&
  (value["inputsUntil"] === undefined || isNumbers(value["inputsUntil"])) &&
  Number.isInteger(value["maintenances"]) &&
  (value["sensorFaults"] === undefined || areFaults(value["sensorFaults"]));

const isPlantMemory = (value: unknown): value is PlantMemory =>
  isObject(value) &&
  value["version"] === 1 &&
  Number.isInteger(value["seed"]) &&
  Number.isFinite(value["timeMs"]) &&
  isObject(value["machines"]) &&
  Object.keys(value["machines"]).join() === Object.keys(machinePlans).join() &&
  Object.values(value["machines"]).every(isMachineMemory);

/**
 * The plant as it was when it was stopped; undefined where there is no file yet. A file that can't be read is set aside,
 * and `warn` is told where.
 */
export const readPlant = (file: string, warn: (error: TwinError) => void): PlantMemory | undefined => {
  if (!file || !existsSync(file)) return undefined;
  try {
    const kept: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (!isPlantMemory(kept)) throw new Error("it is not a plant of version 1 with these machines");
    return kept;
  } catch (cause) {
    const aside = `${file}.damaged-${Date.now()}`;
    renameSync(file, aside);
    const reason = cause instanceof Error ? cause.message : String(cause);
    warn(new TwinError(plantErrors.badState, { file, aside, reason }, cause));
    return undefined;
  }
};

/** Written beside and renamed: a crash leaves the old or the new file, never half of one. */
export const writePlant = (file: string, memory: PlantMemory): void => {
  if (!file) return;
  writeFileSync(`${file}.new`, JSON.stringify(memory));
  renameSync(`${file}.new`, file);
};
