import { assetTypes, physicsModels } from "../../models/assets/index.ts";
import { createRandom, hashText } from "../../models/random/random.ts";
import type { AssetType, Channel } from "../../models/twin/asset-type.ts";
import { failedComponent, loadAt, type Machine, usedMachine } from "../plant/machine.ts";
import { flowNode as node } from "./flow-node.ts";

export const YEAR_ASSET = "pump-1";
const SEED = 1;
const STEP_MS = 600_000;
const BASE = "centrifugal-pump";
/** From new to the first failure, hours: about three in a year. */
const LIFE_HOURS = 2800;
/** How long a failed pump stands until it has been repaired. */
const REPAIR_MS = 24 * 3_600_000;

/** Temperatures, pressures and currents around a pump that nothing is forecast from: [name, unit, level, daily swing]. */
const AROUND: readonly (readonly [name: string, unit: string, level: number, swing: number])[] = [
  ["windingTemperature1", "Cel", 82, 4],
  ["windingTemperature2", "Cel", 83, 4],
  ["windingTemperature3", "Cel", 81, 4],
  ["casingTemperature", "Cel", 38, 6],
  ["ambientTemperature", "Cel", 22, 7],
  ["fluidTemperature", "Cel", 18, 2],
  ["sealPressure", "bar", 3.2, 0.1],
  ["sealTankLevel", "%", 74, 1],
  ["motorCurrent1", "A", 38, 0.6],
  ["motorCurrent2", "A", 38.2, 0.6],
  ["motorCurrent3", "A", 37.9, 0.6],
  ["supplyVoltage", "V", 400, 3],
  ["valvePosition", "%", 63, 2],
];

/** A pump with 20 channels: the seven of the shipped type, which its physics knows, and 13 around it with limits of their own. */
export const yearAssetType = (): AssetType => {
  const base = assetTypes[BASE];
  if (!base) throw new Error(`there is no asset type ${BASE}`);
  const around = AROUND.map(([label, unit, level, swing]): [string, Channel] => [
    label,
    {
      label,
      unit,
      kind: "scalar",
      plausible: { min: -100, max: 1000 },
      normal: { max: level + 5 * swing },
      alarm: { max: level + 8 * swing },
    },
  ]);
  return { ...base, id: "pump-with-20", channels: { ...base.channels, ...Object.fromEntries(around) } };
};

/** The six nodes as the palette makes them, on a store. */
export const yearFlow = (): object[] => [
  { id: "tab", type: "tab", label: "pump" },
  { id: "store", type: "twinloom-store", name: "", driver: "embedded", file: "year.db" },
  { id: "type", type: "twinloom-asset-type", kind: "own", definition: JSON.stringify(yearAssetType()), place: "" },
  node("source", "twinloom-sensor-source", [["features"], []], {
    assetType: "type",
    asset: YEAR_ASSET,
    protocol: "mqtt",
    store: "store",
  }),
  node("features", "twinloom-feature-extractor", [["twin"], []], { assetType: "type" }),
  node("twin", "twinloom-twin-state", [["forecasts", "scenarios"], [], ["orders"]], {
    assetType: "type",
    store: "store",
  }),
  node("forecasts", "twinloom-rul-predictor", [["orders"]], { assetType: "type", store: "store" }),
  node("scenarios", "twinloom-scenario-runner", [[]], { assetType: "type", store: "store", everyHours: 168 }),
  node("orders", "twinloom-work-order-sink", [[], [], ["twin"]], { assetType: "type", store: "store" }),
];

/** What the machine would show, step by step of ten minutes; a component that fails is renewed a day later. */
export const yearCourse = (startMs: number) => {
  const model = physicsModels[BASE];
  if (!model) throw new Error(`there is no physics of ${BASE}`);
  const plan = { type: BASE, remainingHours: LIFE_HOURS, loadSpread: { valveOpening: 0.02 } };
  const machine: Machine = usedMachine(YEAR_ASSET, plan, SEED, startMs);
  const random = createRandom(SEED ^ hashText("renewal"));
  let timeMs = startMs;
  let repairMs = Number.POSITIVE_INFINITY;
  const levels = (): number[] => {
    const load = loadAt(machine, SEED, timeMs);
    const own = model.output(machine.memory.state, load, model.parameters);
    const day = Math.sin((2 * Math.PI * timeMs) / 86_400_000);
    return [...Object.values(own), ...AROUND.map(([, , level, swing]) => level + swing * day)];
  };
  const names = [
    ...Object.keys(model.output(machine.memory.state, loadAt(machine, SEED, timeMs), model.parameters)),
    ...AROUND.map(([name]) => name),
  ];
  return {
    names,
    stepMs: STEP_MS,
    levels,
    step: (): void => {
      const load = loadAt(machine, SEED, timeMs);
      machine.memory = {
        ...machine.memory,
        state: model.step(machine.memory.state, load, STEP_MS / 1000, model.parameters),
      };
      timeMs += STEP_MS;
      const failed = failedComponent(machine);
      if (failed === undefined) return;
      if (repairMs === Number.POSITIVE_INFINITY) repairMs = timeMs + REPAIR_MS;
      if (timeMs < repairMs) return;
      machine.memory = {
        ...machine.memory,
        state: model.maintain(machine.memory.state, failed, model.parameters, random),
      };
      repairMs = Number.POSITIVE_INFINITY;
    },
  };
};
