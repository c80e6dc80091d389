import { statSync } from "node:fs";
import { resolve } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { Point } from "../../nodes/kit/store.ts";
import type { ConfiguredStore } from "./configured-store.ts";
import { moveErrors } from "./errors.ts";
import { openTarget } from "./import-target.ts";
import { readExport } from "./read-export.ts";

export interface Imported {
  readonly file: string;
  /** Address of the server, or the store's file. */
  readonly to: string;
  readonly points: number;
  readonly documents: number;
  readonly refused: number;
  /** Why the first of them was refused. */
  readonly reason?: string;
}

const POINTS_A_WRITE = 5000;

/**
 * Writes the points and documents of a file to a store. The same again changes nothing, so an import that was interrupted is
 * begun again with the same command.
 *
 * @throws TwinError TWIN-MOVE-003 to -005, TWIN-STORE-001, -002, -004, -005, -013, -018
 */
export const importStore = async (
  source: string,
  precision: string,
  store: ConfiguredStore,
  progress: { begin(total: number): void; at(value: number): void },
): Promise<Imported> => {
  const file = resolve(source);
  progress.begin(sizeOf(file));
  const target = await openTarget(store);
  const count = { points: 0, documents: 0, refused: 0 };
  let reason: string | undefined;
  let batch: Point[] = [];
  const flush = async (): Promise<void> => {
    const refused = batch.length === 0 ? [] : await target.write(batch);
    count.points += batch.length - refused.length;
    count.refused += refused.length;
    reason ??= refused[0]?.reason;
    batch = [];
  };
  try {
    for await (const { point, document } of readExport(file, precision, progress.at)) {
      if (document) {
        await target.putDocument(document);
        count.documents += 1;
        continue;
      }
      batch.push(point);
      if (batch.length >= POINTS_A_WRITE) await flush();
    }
    await flush();
  } finally {
    await target.close();
  }
  return { file, to: store.remote?.url ?? store.file, ...count, ...(reason === undefined ? {} : { reason }) };
};

const sizeOf = (file: string): number => {
  try {
    return statSync(file).size;
  } catch (cause) {
    throw new TwinError(moveErrors.cannotRead, { file, reason: "there is none" }, cause);
  }
};
