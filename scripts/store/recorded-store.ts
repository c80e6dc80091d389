import { resolve } from "node:path";
import { openRecorded, type Recorded } from "../../nodes/store/embedded/open-recorded.ts";
import { storeFile } from "../models/store-file.ts";
import { storeConfig, storeOfNode, storesOf } from "./configured-store.ts";
import { openRemoteRecorded } from "./remote-recorded.ts";

/**
 * What a plant has recorded, wherever its flow keeps it: numbers are read from the file or from InfluxDB, documents always from
 * the file.
 *
 * @param named a file of an embedded store, instead of the one of the home folder's flow
 * @throws TwinError TWIN-MODEL-011 and -012, TWIN-MOVE-006, TWIN-STORE-001, -004, -005, -019
 */
export const recordedStore = (home: string, named?: string): { readonly file: string; readonly store: Recorded } => {
  const file = named ?? storeFile(home);
  if (named !== undefined) return { file, store: openRecorded(file) };
  const node = storesOf(home).find((one) => resolve(home, storeConfig(one).file) === file);
  const { remote } = node ? storeOfNode(home, node) : {};
  return { file, store: remote ? openRemoteRecorded(file, remote) : openRecorded(file) };
};
