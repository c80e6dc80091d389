import { TwinError } from "../../models/errors/twin-error.ts";
import { baseValues } from "../../models/prognosis/base-values.ts";
import { conformalDistribution } from "../../models/prognosis/conformal-distribution.ts";
import { treeDrivers } from "../../models/prognosis/explain/tree-drivers.ts";
import {
  addStep,
  emptyHistory,
  type History,
  historyVector,
  observedHours,
} from "../../models/prognosis/history-features.ts";
import { outsideTraining } from "../../models/prognosis/outside-training.ts";
import { quantileFunction } from "../../models/prognosis/quantile-function.ts";
import { readHistory } from "../../models/prognosis/read-history.ts";
import type { RulDistribution } from "../../models/prognosis/rul-distribution.ts";
import type { PhysicsModel } from "../../models/simulation/physics-model.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import type { AssetEngine, Outcome } from "./asset-engine.ts";
import { rulErrors } from "./errors.ts";
import type { TrainedModel } from "./shipped-models.ts";
import { unmeasured } from "./unmeasured.ts";

/**
 * Forecasts one component of one asset by its trained model.
 *
 * @param kept what `keep` gave before a restart
 * @throws TwinError TWIN-PROGNOSIS-004 if `kept` can't be read
 */
export const onnxEngine = (
  type: AssetType,
  physics: PhysicsModel | undefined,
  { card, model, explainer }: TrainedModel,
  minimumHours: number,
  kept?: unknown,
): AssetEngine => {
  const { component } = card;
  const measured = card.baseFeatures.filter(({ source }) => source === "measured");
  const valuesOf = baseValues(card.baseFeatures, physics, physics?.parameters ?? {});
  const bases = card.baseFeatures.length;
  let history: History | undefined = kept ? readHistory(kept, bases, component) : undefined;
  let unitsChecked = false;

  const distributionOf = async (vector: Float64Array): Promise<RulDistribution> => {
    const hours = (await model.run(Float32Array.from(vector), 1)).get("rulHours") ?? new Float32Array();
    const levels = card.quantileLevels;
    if (hours.length !== levels.length) {
      const [found, expected] = [`${hours.length} outputs`, `${levels.length} a row`];
      throw new TwinError(rulErrors.modelShape, { file: card.model.file, found, expected });
    }
    return conformalDistribution(quantileFunction(levels, hours), card.calibration);
  };

  const checkUnits = ({ asset, featureUnits }: TwinState): void => {
    for (const { name, unit } of measured) {
      const found = featureUnits[name];
      if (found === undefined || found === unit) continue;
      throw new TwinError(rulErrors.modelUnits, { asset, feature: name, found, expected: unit });
    }
    unitsChecked = true;
  };

  return {
    name: component,
    components: [component],
    observe: ({ timeMs, means, runningHours }) => {
      if (runningHours === 0) return;
      history ??= emptyHistory(bases, timeMs);
      addStep(history, timeMs, valuesOf(means), runningHours);
    },
    maintained: () => {
      history = undefined;
    },
    forecast: async (state) => {
      if (!unitsChecked) checkUnits(state);
      const base = {
        component,
        engine: "onnx" as const,
        model: { name: card.name, hash: model.hash },
        fromMs: history?.startedMs ?? state.time,
        drivers: [],
        inputs: {},
      };
      const hours = history ? observedHours(history) : 0;
      if (!history || hours < minimumHours) {
        const reason = `not enough history yet: ${hours.toFixed(0)} h of ${minimumHours} h`;
        return [{ ...base, reason }];
      }
      const vector = historyVector(history);
      const absent = unmeasured(state, measured, card.features, vector);
      if (absent) return [{ ...base, reason: absent }];
      const distribution = await distributionOf(vector);
      const warnings = [outsideWarning(outsideTraining(vector, card.features))];
      if (explainer instanceof TwinError) warnings.push(`not explained: ${explainer.code}`);
      const outcome: Outcome = {
        ...base,
        distribution,
        reason: warnings.filter(Boolean).join("; "),
        ...(explainer instanceof TwinError
          ? {}
          : treeDrivers(type, card, vector, explainer(vector), distribution.quantileHours(0.5))),
        inputs: Object.fromEntries(card.features.map(({ name }, i) => [name, vector[i] ?? Number.NaN])),
      };
      return [outcome];
    },
    keep: () => structuredClone(history),
  };
};

const outsideWarning = (outside: readonly string[]): string => {
  if (outside.length === 0) return "";
  const more = outside.length > 2 ? ` and ${outside.length - 2} more` : "";
  return `outside of what the model was trained on: ${outside.slice(0, 2).join(", ")}${more}`;
};
