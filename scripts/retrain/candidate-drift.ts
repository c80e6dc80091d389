import type { DriftProfile } from "../../models/prognosis/drift/drift-profile.ts";
import { historyBases } from "../datasets/history/history-rows.ts";
import type { MachineType } from "../datasets/history/machine-type.ts";
import type { RecordedHistory } from "../datasets/history/recorded-life.ts";
import { driftProfileOf } from "../training/drift-profile-of.ts";
import { hoursOfGroups } from "../training/fleet-drift.ts";
import type { FieldLife } from "./field-life.ts";
import type { OriginalLives } from "./original-lives.ts";

/**
 * What the inputs were in training, the confirmed lives counting as they do there: what they showed is drift no more. Undefined
 * where nothing is simulated: a few lives do not tell how far another may go.
 */
export const candidateDrift = (
  kind: MachineType,
  history: RecordedHistory,
  { machines, lives }: OriginalLives,
  field: readonly FieldLife[],
  weight: number,
): DriftProfile | undefined => {
  if (machines.length === 0) return undefined;
  const own = field.map(({ life }) => historyBases(kind, history, life));
  const { training, limits, test } = hoursOfGroups(machines, lives, history.component);
  const counted = own.flatMap((hours) => Array.from({ length: weight }, () => hours));
  return driftProfileOf(kind.bases, { training: [...training, ...counted], limits: [...limits, ...own], test });
};
