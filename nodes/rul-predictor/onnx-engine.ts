import { TwinError } from "../../models/errors/twin-error.ts";
import { baseValues } from "../../models/prognosis/base-values.ts";
import { treeDrivers } from "../../models/prognosis/explain/tree-drivers.ts";
import {
  addStep,
  emptyHistory,
  type History,
  historyVector,
  observedHours,
} from "../../models/prognosis/history-features.ts";
import { readHistory } from "../../models/prognosis/read-history.ts";
import { widen } from "../../models/prognosis/widening/widen.ts";
import { logSpreadOf, logSpreadOfLives, wideningFactor } from "../../models/prognosis/widening/widening-factor.ts";
import type { PhysicsModel } from "../../models/simulation/physics-model.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import type { AssetEngine, Outcome } from "./asset-engine.ts";
import { doubtInputs, type InputDoubts } from "./doubt-inputs.ts";
import { rulErrors } from "./errors.ts";
import { inputDrift } from "./input-drift.ts";
import { inputSilence } from "./input-silence.ts";
import { longestLife, modelDistribution, scoredLives } from "./model-distribution.ts";
import type { TrainedModel } from "./shipped-models.ts";

/**
 * Forecasts one component of one asset by its trained model.
 *
 * @param kept what `keep` gave before a restart
 * @throws TwinError TWIN-PROGNOSIS-004 if `kept` can't be read
 */
export const onnxEngine = (
  type: AssetType,
  physics: PhysicsModel | undefined,
  trained: TrainedModel,
  minimumHours: number,
  kept?: unknown,
): AssetEngine => {
  const { card, model, explainer } = trained;
  const { component } = card;
  const measured = card.baseFeatures.filter(({ source }) => source === "measured");
  const valuesOf = baseValues(card.baseFeatures, physics, physics?.parameters ?? {});
  const bases = card.baseFeatures.length;
  let history: History | undefined = kept ? readHistory(kept, bases, component) : undefined;
  const silence = inputSilence(card.baseFeatures, recordOf(kept)?.["silentHours"]);
  const drift = inputDrift(card, recordOf(kept)?.["drift"]);
  const livesSpread = logSpreadOfLives(scoredLives(card));
  const longest = longestLife(card);
  let unitsChecked = false;

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
      const values = valuesOf(means);
      addStep(history, timeMs, values, runningHours);
      silence.observe(values, runningHours);
      if (!silence.isSilent()) drift.observe(history.trend.current);
    },
    maintained: () => {
      history = undefined;
      drift.restart();
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
      const seen = historyVector(history);
      const { drifted, trouble } = drift.judge(state.asset);
      const doubts = doubtInputs(type, trained, seen, silence.hoursOf(state), hours, drifted, state.channels);
      if (doubts.tooLittle) return [{ ...base, reason: doubts.tooLittle }];
      // what never came is as on a typical machine: the interval says what that is worth
      const vector = seen.map((value, i) => (Number.isNaN(value) ? (card.features[i]?.median ?? value) : value));
      const calibrated = await modelDistribution(trained, vector);
      const factor = wideningFactor(doubts.lost, logSpreadOf(calibrated), livesSpread);
      const distribution = widen(calibrated, factor, longest);
      const outcome: Outcome = {
        ...base,
        distribution,
        widening: factor,
        ...(drifted.length > 0 ? { drifted } : {}),
        ...(trouble ? { trouble } : {}),
        reason: reasonOf(doubts, explainer),
        ...(explainer instanceof TwinError
          ? {}
          : { explain: () => treeDrivers(type, card, vector, explainer(vector), distribution.quantileHours(0.5)) }),
        // made when somebody keeps or reads it: it costs as much as the model
        get inputs() {
          return Object.fromEntries(card.features.map(({ name }, i) => [name, vector[i] ?? Number.NaN]));
        },
      };
      return [outcome];
    },
    keep: () => history && { ...structuredClone(history), silentHours: silence.keep(), drift: drift.keep() },
  };
};

const reasonOf = ({ causes }: InputDoubts, explainer: unknown): string => {
  const wide = causes.length > 0 ? [`wider interval: ${causes.join(", ")}`] : [];
  return [...wide, ...(explainer instanceof TwinError ? [`not explained: ${explainer.code}`] : [])].join("; ");
};

const recordOf = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
