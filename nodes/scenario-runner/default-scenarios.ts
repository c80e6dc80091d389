import type { PhysicsModel } from "../../models/simulation/physics-model.ts";
import { checkScenario } from "../../models/simulation/scenario-load.ts";
import type { Scenario } from "../../models/simulation/scenario-result.ts";
import type { ScenarioRunnerConfig } from "./schema.ts";

const CHANGE = 0.1;

/**
 * The scenarios that a node runs by itself: those of its settings, else each load 10 % up and down as far as the machine
 * allows it, and maintenance now.
 *
 * @throws TwinError TWIN-SIMULATION-002 to -005 for a scenario in the settings that the machine can't run
 */
export const defaultScenarios = (model: PhysicsModel, rows: ScenarioRunnerConfig["scenarios"]): readonly Scenario[] => {
  if (rows.length === 0) return standardScenarios(model);
  const scenarios = rows.map(scenarioOf);
  for (const scenario of scenarios) checkScenario(model, scenario);
  return scenarios;
};

const scenarioOf = (row: ScenarioRunnerConfig["scenarios"][number]): Scenario => ({
  name: row.name,
  ...(row.load ? { factors: { [row.load]: 1 + row.changePercent / 100 } } : {}),
  ...(row.maintenanceAfterHours ? { maintenanceAfterHours: Number(row.maintenanceAfterHours) } : {}),
  ...(row.component ? { maintainComponent: row.component } : {}),
});

const standardScenarios = ({ loads }: PhysicsModel): readonly Scenario[] => {
  const changes = Object.entries(loads).flatMap(([load, { label, nominal, min, max }]) =>
    [1 + CHANGE, 1 - CHANGE]
      .filter((factor) => nominal * factor >= min && nominal * factor <= max)
      .map((factor) => ({ name: `${label} ${factor > 1 ? "+" : "−"}${100 * CHANGE} %`, factors: { [load]: factor } })),
  );
  return [...changes, { name: "Maintenance now", maintenanceAfterHours: 0 }];
};
