import { physicsModels } from "../../assets/index.ts";
import type { AssetType } from "../../twin/asset-type.ts";
import { askNode, draftNode, type Section, showNode } from "../draft.ts";
import { numberOf, rowsOf, textOf } from "../read-values.ts";
import type { Row, Values } from "../template.ts";

const LESS = 0.9;
const IN_A_DAY_HOURS = 24;

/** Scenarios by themselves every so often, and a question on a press of the button. */
export const whatIfSection = (
  values: Values,
  type: AssetType,
  typeId: string,
  store: string,
  toPages: readonly string[],
): Section => {
  const number = (name: string): number | undefined => numberOf(values, name);
  const names = ["horizonHours", "everyHours", "pricePerUnit", "pricePerKwh", "plannedRepair", "unplannedRepair"];
  const runner = draftNode(
    "what-if",
    "twinloom-scenario-runner",
    "what if",
    {
      ...{ assetType: typeId, store, configVersion: 1, currency: textOf(values, "currency") },
      ...Object.fromEntries(names.map((name) => [name, number(name)])),
      scenarios: rowsOf(values, "scenarios").map(scenarioOf),
    },
    [["result", ...toPages]],
  );
  return {
    key: "what-if",
    title: "4 What if",
    columns: [
      [null, askNode("ask-what-if", "ask: press", questionOf(values, type), ["what-if"])],
      [runner],
      [showNode("result", "results", "payload.outcomes[0].scenario.name", true)],
    ],
  };
};

const scenarioOf = (row: Row): object => ({
  name: textOf(row, "name"),
  load: textOf(row, "load"),
  changePercent: numberOf(row, "changePercent") ?? 0,
  maintenanceAfterHours: String(numberOf(row, "maintenanceAfterHours") ?? ""),
  component: "",
});

/** Each load a tenth less, and maintenance tomorrow. */
const questionOf = (values: Values, { physics = "" }: AssetType): object => {
  const loads = Object.entries(physicsModels[physics]?.loads ?? {});
  const lower = loads
    .filter(([, { nominal, min }]) => nominal * LESS >= min)
    .map(([load, { label }]) => ({ name: `${label} -10 %`, factors: { [load]: LESS } }));
  const maintenance = { name: "Maintenance tomorrow", maintenanceAfterHours: IN_A_DAY_HOURS };
  return { asset: textOf(values, "asset"), scenarios: [...lower, maintenance] };
};
