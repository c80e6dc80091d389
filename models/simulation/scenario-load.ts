import { TwinError } from "../errors/twin-error.ts";
import { simulationErrors } from "./errors.ts";
import type { Numbers, PhysicsModel } from "./physics-model.ts";
import type { Scenario } from "./scenario-result.ts";

/**
 * The plan as a scenario changes it: set values stand, factors multiply. Where a factor drives the plan's peaks beyond
 * the machine's range, the machine runs at the end of its range; where the plan stands still (0), it stays so.
 */
export const scenarioLoad =
  (model: PhysicsModel, scenario: Scenario, planned: (timeMs: number) => Numbers) =>
  (timeMs: number): Numbers => {
    const plan = planned(timeMs);
    const load: Record<string, number> = { ...plan, ...scenario.values };
    for (const name in scenario.factors) {
      const value = (load[name] ?? model.loads[name]?.nominal ?? 0) * (scenario.factors[name] ?? 1);
      const { min, max } = model.loads[name] ?? { min: value, max: value };
      load[name] = value === 0 ? 0 : Math.min(max, Math.max(min, value));
    }
    return load;
  };

/**
 * Refuses a scenario that this machine can't run.
 *
 * @throws TwinError TWIN-SIMULATION-002 to -005 naming the scenario, the field and what exists
 */
export const checkScenario = (model: PhysicsModel, scenario: Scenario): void => {
  const nominal = (load: string): number => model.loads[load]?.nominal ?? Number.NaN;
  for (const [load, value] of Object.entries(scenario.values ?? {})) checkLoad(model, scenario, load, value);
  for (const [load, factor] of Object.entries(scenario.factors ?? {})) {
    checkLoad(model, scenario, load, nominal(load) * factor);
  }
  const { maintenanceAfterHours: hours = 0, maintainComponent: component = "all" } = scenario;
  if (!(hours >= 0) || hours === Number.POSITIVE_INFINITY) {
    throw new TwinError(simulationErrors.badMaintenanceDate, { scenario: scenario.name, hours });
  }
  const components = model.damage.map((one) => one.component);
  if (component !== "all" && !components.includes(component)) {
    const known = components.join(", ");
    throw new TwinError(simulationErrors.unknownComponent, {
      scenario: scenario.name,
      component,
      model: model.id,
      known,
    });
  }
};

const checkLoad = (model: PhysicsModel, scenario: Scenario, load: string, value: number): void => {
  const input = model.loads[load];
  if (!input) {
    const known = Object.keys(model.loads).join(", ");
    throw new TwinError(simulationErrors.unknownLoad, { scenario: scenario.name, load, model: model.id, known });
  }
  const { min, max, unit } = input;
  if (!(value >= min && value <= max)) {
    throw new TwinError(simulationErrors.loadOutOfRange, { scenario: scenario.name, load, value, unit, min, max });
  }
};
