import { TwinError } from "../../models/errors/twin-error.ts";
import { counterfactualRows, featureGroups } from "../../models/prognosis/attribution.ts";
import { baseValues } from "../../models/prognosis/base-values.ts";
import { conformalDistribution } from "../../models/prognosis/conformal-distribution.ts";
import {
  addStep,
  emptyHistory,
  type History,
  historyVector,
  observedHours,
} from "../../models/prognosis/history-features.ts";
import { onnxDrivers } from "../../models/prognosis/onnx-drivers.ts";
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
  { card, model }: TrainedModel,
  minimumHours: number,
  kept?: unknown,
): AssetEngine => {
  const { component } = card;
  const measured = card.baseFeatures.filter(({ source }) => source === "measured");
  const valuesOf = baseValues(card.baseFeatures, physics, physics?.parameters ?? {});
  const groups = featureGroups(card.features);
  const bases = card.baseFeatures.length;
  let history: History | undefined = kept ? readHistory(kept, bases, component) : undefined;
  let unitsChecked = false;

  const distributions = async (vector: Float64Array): Promise<RulDistribution[]> => {
    const rows = counterfactualRows(vector, card.features, groups);
    const hours = (await model.run(rows, 1 + groups.length)).get("rulHours") ?? new Float32Array();
    const levels = card.quantileLevels;
    if (hours.length !== levels.length * (1 + groups.length)) {
      const [found, expected] = [`${hours.length} outputs`, `${levels.length} a row`];
      throw new TwinError(rulErrors.modelShape, { file: card.model.file, found, expected });
    }
    return Array.from({ length: 1 + groups.length }, (_, i) =>
      conformalDistribution(
        quantileFunction(levels, hours.subarray(i * levels.length, (i + 1) * levels.length)),
        card.calibration,
      ),
    );
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
      const [own, ...without] = await distributions(vector);
      if (!own) return [{ ...base, reason: "the model gave no forecast" }];
      const medians = without.map((one) => one.quantileHours(0.5));
      const outcome: Outcome = {
        ...base,
        distribution: own,
        reason: warning(outsideTraining(vector, card.features)),
        drivers: onnxDrivers(type, card.features, vector, groups, own.quantileHours(0.5), medians),
        inputs: Object.fromEntries(card.features.map(({ name }, i) => [name, vector[i] ?? Number.NaN])),
      };
      return [outcome];
    },
    keep: () => history,
  };
};

const warning = (outside: readonly string[]): string => {
  if (outside.length === 0) return "";
  const more = outside.length > 2 ? ` and ${outside.length - 2} more` : "";
  return `outside of what the model was trained on: ${outside.slice(0, 2).join(", ")}${more}`;
};
