import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { revisionErrors } from "../../models/revisions/errors.ts";
import { atomicWrite } from "./atomic-write.ts";
import { historyFolder } from "./history.ts";
import { withLock } from "./lock.ts";

/** Id of a revision by its label. */
export type Labels = Readonly<Record<string, string>>;

/** @throws TwinError TWIN-REV-003 if they can't be read */
export const readLabels = (home: string): Labels => {
  if (!existsSync(labelFile(home))) return {};
  try {
    const entries = Object.entries(Object(JSON.parse(readFileSync(labelFile(home), "utf8"))));
    return Object.fromEntries(entries.map(([label, id]) => [label, String(id)]));
  } catch (cause) {
    const details = { id: "labels.json", reason: "it is no JSON", folder: historyFolder(home) };
    throw new TwinError(revisionErrors.damaged, details, cause);
  }
};

/**
 * Gives a revision a label, or takes it away (`id` left out).
 *
 * @throws TwinError TWIN-REV-010 if the label is no word, looks like an id or is taken
 */
export const setLabel = (home: string, label: string, id: string | undefined): void =>
  withLock(historyFolder(home), () => {
    const { [label]: taken, ...others } = readLabels(home);
    const reason = id === undefined ? undefined : complaint(label, taken);
    if (reason) throw new TwinError(revisionErrors.badLabel, { label, reason });
    const labels = Object.entries({ ...others, ...(id === undefined ? {} : { [label]: id }) }).sort();
    atomicWrite(labelFile(home), `${JSON.stringify(Object.fromEntries(labels), null, 2)}\n`);
  });

const complaint = (label: string, taken: string | undefined): string | undefined => {
  if (taken !== undefined) return `revision ${taken} has it`;
  if (!/^\w[\w.-]{0,63}$/.test(label)) return "it is no single word";
  return /^([0-9a-f]{1,12}|head)$/.test(label) ? "it looks like the id of a revision" : undefined;
};

const labelFile = (home: string): string => join(historyFolder(home), "labels.json");
