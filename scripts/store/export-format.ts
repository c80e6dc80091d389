import type { StoredDocument } from "../../nodes/kit/store.ts";

/**
 * An export is line protocol with times in milliseconds. What line protocol has no words for, a twin's documents, stands in
 * comments, which every other reader of line protocol passes over.
 */
export const EXPORT_HEADER = "# twinloom export 1: line protocol, times in milliseconds";
const DOCUMENT = "# twinloom document ";

export const isExportHeader = (line: string): boolean => line === EXPORT_HEADER;

export const documentLine = (document: StoredDocument): string => `${DOCUMENT}${JSON.stringify(document)}`;

/**
 * @returns undefined for any other line
 * @throws Error if the line begins like a document and is none
 */
export const documentOfLine = (line: string): StoredDocument | undefined => {
  if (!line.startsWith(DOCUMENT)) return undefined;
  const found: unknown = JSON.parse(line.slice(DOCUMENT.length));
  if (!isDocument(found)) throw new Error("it lacks a collection, an id, an owner, a time or a body");
  return found;
};

const isDocument = (found: unknown): found is StoredDocument => {
  const { collection, id, owner, timeMs, body } = Object(found);
  const texts = [collection, id, owner].every((text) => typeof text === "string");
  return texts && typeof timeMs === "number" && body !== undefined;
};
