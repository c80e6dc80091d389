import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { dataErrors } from "../errors.ts";
import { unzip } from "../unzip.ts";
import { ARCHIVE_SHA256, FILE_SHA256, URL } from "./public-set.ts";

/**
 * Fetches the public set, checks it and unpacks its 12 files into `out`.
 *
 * @param from an archive that is there already, instead of fetching it
 * @param told of the bytes that came and of how many there will be (0 if the server does not say)
 * @throws TwinError TWIN-DATA-001 (no network), -002 (another SHA-256), -003 (no archive), -004 (`from` can't be read)
 */
export const getCmapss = async (
  out: string,
  from: string | undefined,
  told: (bytes: number, all: number) => void,
): Promise<string[]> => {
  const archive = from ? await readArchive(from) : await fetchAll(URL, told);
  check("The archive", archive, ARCHIVE_SHA256);
  const files = unpack(archive, from ?? URL);
  for (const [name, sha256] of Object.entries(FILE_SHA256)) check(name, files.get(name) ?? Buffer.alloc(0), sha256);
  await mkdir(out, { recursive: true });
  for (const [name, content] of files) await writeFile(join(out, name), content);
  return [...files.keys()].sort();
};

const readArchive = async (file: string): Promise<Buffer> => {
  try {
    return await readFile(file);
  } catch (thrown) {
    throw new TwinError(dataErrors.noArchive, { file, reason: reasonOf(thrown) }, thrown);
  }
};

const fetchAll = async (url: string, told: (bytes: number, all: number) => void): Promise<Buffer> => {
  try {
    const response = await fetch(url);
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
    const all = Number(response.headers.get("content-length") ?? 0);
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of response.body) {
      parts.push(part);
      bytes += part.length;
      told(bytes, all);
    }
    return Buffer.concat(parts);
  } catch (thrown) {
    throw new TwinError(dataErrors.noNetwork, { url, reason: reasonOf(thrown) }, thrown);
  }
};

/** The wanted files of the archive, and of archives in it. */
const unpack = (archive: Buffer, file: string): Map<string, Buffer> => {
  const found = new Map<string, Buffer>();
  const search = (bytes: Buffer): void => {
    for (const [path, content] of unzip(bytes)) {
      const name = path.split("/").at(-1) ?? path;
      if (name.endsWith(".zip")) search(content());
      else if (name in FILE_SHA256) found.set(name, content());
    }
  };
  try {
    search(archive);
  } catch (thrown) {
    throw new TwinError(dataErrors.badArchive, { file, reason: reasonOf(thrown) }, thrown);
  }
  return found;
};

const check = (what: string, content: Buffer, expected: string): void => {
  const found = createHash("sha256").update(content).digest("hex");
  if (found !== expected) throw new TwinError(dataErrors.otherContent, { what, found, expected });
};

/** A refused connection is the cause of "fetch failed". */
const reasonOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause instanceof Error ? thrown.cause.message || thrown.message : thrown.message;
};
