import Type, { type Static } from "typebox";
import { configField, flagField, integerField, listField, numberField, textField } from "../kit/fields.ts";
import type { NodeSchema } from "../kit/node-schema.ts";

const price = (label: string, unit: string, amount: number, group?: string) =>
  numberField({ label, unit, ...(group ? { group } : {}) }, { default: amount, minimum: 0 });

const fields = Type.Object(
  {
    assetType: configField(
      { label: "Asset type", group: "Machine", help: "Its physics model is what is simulated." },
      "twinloom-asset-type",
      { required: true },
    ),
    store: configField(
      { label: "Store", help: "Keeps the results, and the state estimate over a restart. Empty: nothing is kept." },
      "twinloom-store",
      { required: false },
    ),
    scenarios: listField(
      {
        label: "Scenarios",
        group: "What if",
        help: "Run by themselves. Empty: each load 10 % up and down, and maintenance now.",
      },
      {
        name: textField({ label: "Name" }, { default: "", minLength: 1 }),
        load: textField({ label: "Load", help: "Empty: no load changes." }, { default: "" }),
        changePercent: numberField({ label: "Change", unit: "%" }, { default: 0, minimum: -100, maximum: 1000 }),
        maintenanceAfterHours: textField(
          { label: "Maintenance after", unit: "h", help: "Empty: no maintenance." },
          { default: "", pattern: "^([0-9]+([.][0-9]+)?)?$" },
        ),
        component: textField({ label: "Component", help: "Empty: all." }, { default: "" }),
      },
    ),
    everyHours: numberField(
      {
        label: "Run every",
        unit: "h",
        help: "Runs the scenarios each time so many hours of data have passed. 0: only when asked.",
      },
      { default: 24, minimum: 0, maximum: 8760 },
    ),
    horizonHours: numberField(
      { label: "Horizon", unit: "h", help: "Throughput, energy, quality and money are counted until then." },
      { default: 720, minimum: 1, maximum: 17_520 },
    ),
    lifeHorizonHours: numberField(
      { label: "Follow lives for", unit: "h", help: "A component that lives longer counts as living so long." },
      { default: 4380, minimum: 1, maximum: 17_520 },
    ),
    samples: integerField(
      { label: "Samples", group: "Uncertainty", help: "Monte Carlo samples: more are smoother and slower." },
      { default: 200, minimum: 20, maximum: 2000 },
    ),
    confidencePercent: numberField(
      { label: "Confidence", unit: "%", help: "Share of the samples within each interval." },
      { default: 90, minimum: 50, maximum: 99.9 },
    ),
    loadSpreadPercent: numberField(
      { label: "Load uncertainty", unit: "%", help: "Standard deviation of the future load around its plan." },
      { default: 1, minimum: 0, maximum: 50 },
    ),
    seed: integerField(
      { label: "Seed", help: "The same seed and input give the same result." },
      { default: 1, minimum: 0, maximum: 2_147_483_647 },
    ),
    currency: textField({ label: "Currency", group: "Money" }, { default: "EUR", minLength: 1, maxLength: 8 }),
    pricePerUnit: price("Margin of a good unit", "1/unit", 0.1),
    pricePerKwh: price("Energy", "1/kWh", 0.2),
    pricePerDowntimeHour: price("Downtime, beside lost output", "1/h", 100),
    plannedRepair: price("Planned repair", "each", 2000),
    unplannedRepair: price("Unplanned repair", "each", 8000),
    plannedRepairHours: price("Standstill for a planned repair", "h", 4),
    unplannedRepairHours: price("Standstill for an unplanned repair", "h", 24),
    chargeWear: flagField(
      {
        label: "Charge wear",
        help: "Charges the damage left at the horizon at the planned repair price, so that using a machine up is not free.",
      },
      { default: true },
    ),
  },
  { additionalProperties: false },
);

export type ScenarioRunnerConfig = Static<typeof fields>;

export const schema: NodeSchema<typeof fields> = {
  type: "twinloom-scenario-runner",
  label: "scenario runner",
  summary: "Answers what-ifs from the twin's present state: output, energy, life and money against as it is.",
  category: "twinloom",
  color: "#C9B79C",
  inputs: 1,
  inputLabel: "state or what-if",
  outputLabels: ["result"],
  takes: ["twinloom/state@1"],
  sends: [["twinloom/scenario@1"]],
  version: 1,
  fields,
};
