import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { Bearing } from "./bearing.ts";
import { femtoErrors } from "./errors.ts";
import { readPackedBearing } from "./packed-bearing.ts";
import { readPublishedBearing, SNAPSHOT_FILE } from "./published-bearing.ts";

const INDEX_FILE = /^Bearing\w+\.json$/;

/**
 * All bearings of a folder, by name: those in the packed form (`BearingX_Y.json`) and those as published (`BearingX_Y/`).
 *
 * @throws TwinError TWIN-FEMTO-001 to -007
 */
export const readBearings = async (folder: string): Promise<Bearing[]> => {
  const bearings: Bearing[] = [];
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) {
      if (INDEX_FILE.test(entry.name)) bearings.push(await readPackedBearing(path));
      continue;
    }
    const snapshots = (await entriesOf(path)).map(({ name }) => name).filter((name) => SNAPSHOT_FILE.test(name));
    if (snapshots.length > 0) bearings.push(await readPublishedBearing(path, snapshots));
  }
  if (bearings.length === 0) throw new TwinError(femtoErrors.noBearing, { folder });
  return bearings.sort((a, b) => (a.name < b.name ? -1 : 1));
};

const entriesOf = async (folder: string) => {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(femtoErrors.unreadable, { file: folder, reason }, cause);
  }
};
