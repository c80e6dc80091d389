import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { walFrames } from "./wal-frames.ts";

const HEADER_TEXT = "SQLite format 3\0";
const HEADER_BYTES = 100;
/** A trunk page names at most as many free pages as fit: the bound of a list that may be damaged. */
const TRUNK_HEADER_BYTES = 8;

export interface PageFile {
  readonly count: number;
  /** Bytes of a page that hold content. */
  readonly usableBytes: number;
  /** Pages that hold nothing that is still there. */
  readonly free: ReadonlySet<number>;
  /** The page as it was last committed; undefined where the file ends before it. */
  page(number: number): Buffer | undefined;
  close(): void;
}

/**
 * The pages of a database that SQLite refuses, with those of its write-ahead log in place. Nothing is written to either.
 * https://www.sqlite.org/fileformat2.html
 *
 * @returns undefined where the file does not begin as a database
 */
export const openPages = (path: string): PageFile | undefined => {
  const files = [path, `${path}-wal`].map((name) => (existsSync(name) ? openSync(name, "r") : undefined));
  const close = (): void => {
    for (const file of files) if (file !== undefined) closeSync(file);
  };
  const [database, log] = files;
  const header = bytesAt(database, 0, HEADER_BYTES);
  const told = header.length === HEADER_BYTES ? header.readUInt16BE(16) : 0;
  const pageBytes = told === 1 ? 65_536 : told;
  if (header.toString("latin1", 0, 16) !== HEADER_TEXT || pageBytes < 512 || (pageBytes & (pageBytes - 1)) !== 0) {
    close();
    return undefined;
  }
  const logged = walFrames((offset, bytes) => bytesAt(log, offset, bytes), pageBytes);
  const page = (number: number): Buffer | undefined => {
    const inLog = logged.get(number);
    const bytes =
      inLog === undefined ? bytesAt(database, (number - 1) * pageBytes, pageBytes) : bytesAt(log, inLog, pageBytes);
    return bytes.length === pageBytes ? bytes : undefined;
  };
  const inFile = database === undefined ? 0 : Math.floor(fstatSync(database).size / pageBytes);
  return {
    count: Math.max(inFile, ...logged.keys()),
    usableBytes: pageBytes - (header[20] ?? 0),
    free: freePages(page),
    page,
    close,
  };
};

const bytesAt = (file: number | undefined, offset: number, length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  return file === undefined ? bytes.subarray(0, 0) : bytes.subarray(0, readSync(file, bytes, 0, length, offset));
};

const freePages = (page: PageFile["page"]): Set<number> => {
  const free = new Set<number>();
  let trunk = page(1)?.readUInt32BE(32) ?? 0;
  while (trunk !== 0 && !free.has(trunk)) {
    free.add(trunk);
    const bytes = page(trunk);
    if (!bytes) break;
    const count = Math.min(bytes.readUInt32BE(4), (bytes.length - TRUNK_HEADER_BYTES) / 4);
    for (let i = 0; i < count; i++) free.add(bytes.readUInt32BE(TRUNK_HEADER_BYTES + 4 * i));
    trunk = bytes.readUInt32BE(0);
  }
  return free;
};
