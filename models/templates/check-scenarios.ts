import { genericWear } from "../assets/generic-wear/model.ts";
import { physicsModels } from "../assets/index.ts";
import { TwinError } from "../errors/twin-error.ts";
import { templateErrors } from "./errors.ts";
import { machines } from "./machines.ts";
import { rowsOf, textOf } from "./read-values.ts";
import type { Template, Values } from "./template.ts";

/** What is wrong with the loads that the scenarios of a what-if change. */
export const checkScenarios = ({ name: template, machine }: Template, values: Values): TwinError[] => {
  const physics = machines[machine].type?.physics ?? genericWear.id;
  const loads = Object.keys(physicsModels[physics]?.loads ?? {});
  return rowsOf(values, "scenarios").flatMap((row, at) => {
    const load = textOf(row, "load");
    if (load === "" || loads.includes(load)) return [];
    const where = `column load in row ${at + 1} of scenarios`;
    return [new TwinError(templateErrors.unknownLoad, { template, where, load, known: loads.join(", ") })];
  });
};
