import type { FieldLife } from "../../retrain/field-life.ts";
import { historyRows } from "./history-rows.ts";
import { type MachineType, machineType } from "./machine-type.ts";
import { readHistory } from "./read-history.ts";
import { confirmedFailures } from "./recorded-life.ts";

export interface FieldLives {
  readonly kind: MachineType;
  readonly component: string;
  /** Lives to a confirmed failure that have a row at least. */
  readonly field: readonly FieldLife[];
  /** Lives that were cut off before a failure: they have no label. */
  readonly censored: number;
  /** Of the files, hex. */
  readonly sha256: string;
}

/**
 * The lives of an exported history that ended in a failure, with their features.
 *
 * @param assetType JSON file of a type of your own; undefined: the shipped one that the history names
 * @throws TwinError TWIN-LIVES-001 to -007
 */
export const readFieldLives = async (data: string, assetType?: string): Promise<FieldLives> => {
  const history = await readHistory(data);
  const { component, sha256 } = history;
  const kind = await machineType(assetType ?? history.assetType, component);
  const failures = confirmedFailures(history);
  const field = failures
    .map((life) => ({ life, rows: historyRows(kind, history, life) }))
    .filter(({ rows }) => rows.length > 0);
  return { kind, component, field, censored: history.lives.length - failures.length, sha256 };
};
