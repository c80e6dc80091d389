import type { Recorded } from "../../../nodes/store/embedded/open-recorded.ts";
import { machineType } from "./machine-type.ts";
import { recordedHistory } from "./recorded-history.ts";
import { confirmedFailures } from "./recorded-life.ts";
import { writeHistory } from "./write-history.ts";

/**
 * Writes the ended lives of a component that a store tells of to a folder.
 *
 * @param recorded the store and, for errors, its file
 *
 * @throws TwinError TWIN-LIVES-001 to -003, TWIN-TYPE-001 and -002, TWIN-STORE-001, -013, -014
 */
export const exportHistory = async (
  { file, store }: { readonly file: string; readonly store: Recorded },
  assetType: string,
  component: string,
  folder: string,
) => {
  const kind = await machineType(assetType, component);
  const history = await recordedHistory(store, file, kind, component);
  await writeHistory(folder, history);
  const failed = confirmedFailures(history).length;
  const steps = history.lives.reduce((sum, life) => sum + life.steps.length, 0);
  return { folder, failed, censored: history.lives.length - failed, steps };
};
