import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { revisionErrors } from "../../models/revisions/errors.ts";
import { isRevision, type Revision } from "../../models/revisions/revision.ts";
import type { FlowFiles } from "../../models/revisions/split-flow.ts";
import { atomicWrite } from "./atomic-write.ts";

/** Raise it when an older Twinloom could no longer read what is written. */
export const STORE_VERSION = 1;

export const historyFolder = (home: string): string => join(home, "revisions");

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** @throws TwinError TWIN-REV-002 if a newer Twinloom has written it, TWIN-REV-003 if that can't be told */
export const checkVersion = (home: string): void => {
  const folder = historyFolder(home);
  const file = join(folder, "store.json");
  if (!existsSync(file)) return;
  const { version } = parsed(folder, "store.json", readFileSync(file, "utf8"));
  const saved = Number(version);
  if (!Number.isInteger(saved)) throw damaged(folder, "store.json", "it names no version");
  if (saved > STORE_VERSION) throw new TwinError(revisionErrors.newerStore, { folder, saved, known: STORE_VERSION });
};

/** Id of the revision that was deployed last; undefined before the first. */
export const headOf = (home: string): string | undefined => {
  const file = join(historyFolder(home), "head");
  if (!existsSync(file)) return undefined;
  const id = readFileSync(file, "utf8").trim();
  if (!/^[0-9a-f]{12}$/.test(id)) throw damaged(historyFolder(home), "head", "it names no revision");
  return id;
};

/** @throws TwinError TWIN-REV-003 if the record is missing or is not what its id says */
export const readRevision = (home: string, id: string): Revision => {
  const folder = historyFolder(home);
  const record = parsed(folder, id, textOf(folder, id, join("log", `${id}.json`)));
  if (!isRevision(record)) throw damaged(folder, id, "its record is incomplete");
  const { id: _, ...content } = record;
  if (record.id !== id || idOf(content) !== id) throw damaged(folder, id, "its record was changed after it was made");
  return record;
};

/** @throws TwinError TWIN-REV-003 if a file of it is missing or was changed */
export const filesOf = (home: string, revision: Revision): FlowFiles => {
  const folder = historyFolder(home);
  return new Map(
    Object.entries(revision.files).map(([path, hash]) => {
      const text = textOf(folder, revision.id, objectPath(hash));
      if (sha256(text) !== hash) throw damaged(folder, revision.id, `${path} was changed after it was kept`);
      return [path, text];
    }),
  );
};

/** All that can be read, newest first, and the ids of those that can't. */
export const allRevisions = (
  home: string,
): { readonly whole: readonly Revision[]; readonly broken: readonly string[] } => {
  const log = join(historyFolder(home), "log");
  const ids = existsSync(log) ? readdirSync(log).flatMap((name) => /^([0-9a-f]{12})\.json$/.exec(name)?.[1] ?? []) : [];
  const whole: Revision[] = [];
  const broken: string[] = [];
  for (const id of ids) {
    try {
      whole.push(readRevision(home, id));
    } catch {
      broken.push(id);
    }
  }
  const head = existsSync(join(historyFolder(home), "head")) ? headOrNothing(home) : undefined;
  const newestFirst = (a: Revision, b: Revision): number =>
    Number(b.id === head) - Number(a.id === head) || (a.time < b.time ? 1 : -1);
  return { whole: whole.sort(newestFirst), broken };
};

const headOrNothing = (home: string): string | undefined => {
  try {
    return headOf(home);
  } catch {
    return undefined;
  }
};

/** Keeps a revision for ever and makes it the head. Until its last step, the one before is the head. */
export const keepRevision = (home: string, content: Omit<Revision, "id">, files: FlowFiles): Revision => {
  const folder = historyFolder(home);
  for (const [path, text] of files) {
    const object = join(folder, objectPath(content.files[path] ?? ""));
    if (!existsSync(object) || readFileSync(object, "utf8") !== text) atomicWrite(object, text);
  }
  const revision = { id: idOf(content), ...content };
  atomicWrite(join(folder, "store.json"), `${JSON.stringify({ version: STORE_VERSION })}\n`);
  atomicWrite(join(folder, "log", `${revision.id}.json`), `${JSON.stringify(revision, null, 2)}\n`);
  atomicWrite(join(folder, "head"), `${revision.id}\n`);
  return revision;
};

const idOf = (content: Omit<Revision, "id">): string => sha256(JSON.stringify(content)).slice(0, 12);

const objectPath = (hash: string): string => join("objects", hash.slice(0, 2), `${hash}.json`);

const textOf = (folder: string, id: string, path: string): string => {
  try {
    return readFileSync(join(folder, path), "utf8");
  } catch (cause) {
    throw damaged(folder, id, `${path} is missing`, cause);
  }
};

const parsed = (folder: string, id: string, text: string): Readonly<Record<string, unknown>> => {
  try {
    return Object(JSON.parse(text));
  } catch (cause) {
    throw damaged(folder, id, "its record is no JSON", cause);
  }
};

const damaged = (folder: string, id: string, reason: string, cause?: unknown): TwinError =>
  new TwinError(revisionErrors.damaged, { id, reason, folder }, cause);
