import type { BaseFeature } from "../../models/prognosis/base-features.ts";
import {
  HISTORY_FEATURE_SET,
  historyFeatureNames,
  historyFeatureUnits,
} from "../../models/prognosis/history-features.ts";
import type { ModelFeature, OperatingRange } from "../../models/prognosis/model-card.ts";
import { physicsReference } from "../../models/prognosis/physics-reference.ts";
import type { PhysicsModel } from "../../models/simulation/physics-model.ts";
import type { AssetType, FailureMode } from "../../models/twin/asset-type.ts";
import type { TableFeature } from "./feature-table.ts";
import type { CardContent } from "./write-card.ts";

const LIMITS = [
  "Trained on simulated machines only: the equations, the noise and the spread of wear rates are those of the physics model of this asset type. On a real machine it is a demonstration until its forecasts were scored there.",
  "It does not know of failures from other causes than this failure mode, nor of damage by a single event.",
  "It assumes that the machine goes on being run as it was: a lasting change of load shows only as the features change.",
  "Outside the range of features named here it extrapolates as trees do: it repeats the outermost forecast it learned.",
  "Its calibration holds on average over a machine's life and over machines like those simulated, not at each moment of it.",
];

/** The features of a component's history, in the order of the vector. */
export const historyTableFeatures = (bases: readonly BaseFeature[]): TableFeature[] => {
  const units = historyFeatureUnits(bases.map((base) => base.unit));
  return historyFeatureNames(bases.map((base) => base.name)).map((name, i) => ({ name, unit: units[i] ?? "" }));
};

/** What the loads of the machine were seen to be. */
const operatingConditions = (model: PhysicsModel | undefined, features: readonly ModelFeature[]): OperatingRange[] =>
  Object.keys(model?.loads ?? {}).flatMap((load) => {
    const seen = features.find(({ name }) => name === `${load}.mean/current`);
    return seen ? [{ name: load, unit: seen.unit, min: seen.min, max: seen.max }] : [];
  });

/** What the card of a model says that was trained on simulated machines of one type. */
export const plantCard = (
  type: AssetType,
  model: PhysicsModel | undefined,
  { component, id }: FailureMode,
  bases: readonly BaseFeature[],
  given: Pick<CardContent, "features" | "quantileLevels" | "calibration" | "drift" | "metrics" | "opset"> & {
    readonly training: Omit<CardContent["training"], "data">;
  },
): CardContent => ({
  name: `${type.id} ${component}`,
  assetType: type.id,
  component,
  failureMode: id,
  forecasts: `Hours until ${component} fails by ${id}, as quantiles, before calibration`,
  unit: "h",
  featureSet: HISTORY_FEATURE_SET,
  baseFeatures: [...bases],
  stepHours: 1,
  physics: model ? physicsReference(model, model.parameters) : {},
  operatingConditions: operatingConditions(model, given.features),
  limits: LIMITS,
  ...given,
  training: {
    data:
      `Machines of models/assets/${type.id} simulated from new to failure: wear rates drawn for each, load by ` +
      "shift with a level set anew every 400 h (4 %) and scatter (3 %), sensor noise, 1 to 6 samples an hour; a quarter " +
      "of the histories begin in the middle of a life. No seed is the demo plant's.",
    ...given.training,
  },
});
