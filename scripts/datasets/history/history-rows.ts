import { baseValues } from "../../../models/prognosis/base-values.ts";
import { addStep, emptyHistory, historyVector, observedHours } from "../../../models/prognosis/history-features.ts";
import type { Row } from "../../training/feature-table.ts";
import { MINIMUM_HOURS } from "../../training/training-plan.ts";
import type { MachineType } from "./machine-type.ts";
import type { RecordedHistory, RecordedLife, RecordedStep } from "./recorded-life.ts";

const HOUR_MS = 3_600_000;

/**
 * The model's input after every step of a life, by the code that computes it at the edge, with the hours to the life's end:
 * where the component failed, its remaining life. None in the first 24 hours, as there is no forecast then.
 */
export const historyRows = (
  kind: MachineType,
  quantities: Pick<RecordedHistory, "quantities">,
  life: RecordedLife,
): Row[] => {
  const { endMs } = life;
  const hours = historyBases(kind, quantities, life);
  const ran = stepsThatRan(life);
  const history = emptyHistory(kind.bases.length, ran[0]?.timeMs ?? 0);
  return ran.flatMap(({ timeMs, runningHours }, i) => {
    addStep(history, timeMs, hours[i] ?? [], runningHours);
    const vector = historyVector(history);
    if (observedHours(history) < MINIMUM_HOURS || timeMs >= endMs || vector.some(Number.isNaN)) return [];
    return [{ vector, rulHours: (endMs - timeMs) / HOUR_MS }];
  });
};

/** The base features of every step of a life in which the machine ran. */
export const historyBases = (
  { physics, bases }: MachineType,
  { quantities }: Pick<RecordedHistory, "quantities">,
  life: RecordedLife,
): Float64Array[] => {
  const valuesOf = baseValues(bases, physics, physics?.parameters ?? {});
  return stepsThatRan(life).map(({ means }) =>
    valuesOf(new Map(quantities.map(({ name }, i) => [name, means[i] ?? Number.NaN]))),
  );
};

const stepsThatRan = ({ steps }: RecordedLife): readonly RecordedStep[] =>
  steps.filter(({ runningHours }) => runningHours > 0);
