import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { END_BYTES, paddingOf, tarHeader } from "./tar-header.ts";

/** Content that is there, or a file that has it. */
export interface ArchiveEntry {
  readonly name: string;
  readonly bytes: number;
  readonly content: Uint8Array | { readonly file: string };
}

/** Bytes that are in memory at once. */
export const CHUNK = 1 << 20;

/** Writes a tar file: the same entries always give the same bytes. It has its name only when it is whole. */
export const writeArchive = (file: string, entries: Iterable<ArchiveEntry>): void => {
  const beside = `${file}.${process.pid}.unfinished`;
  const descriptor = openSync(beside, "w", 0o644);
  try {
    for (const { name, bytes, content } of entries) {
      writeAll(descriptor, tarHeader(name, bytes));
      if (content instanceof Uint8Array) writeAll(descriptor, content);
      else copyFile(descriptor, content.file);
      writeAll(descriptor, Buffer.alloc(paddingOf(bytes)));
    }
    writeAll(descriptor, Buffer.alloc(END_BYTES));
    fsyncSync(descriptor);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  renameSync(beside, file);
};

export const writeAll = (descriptor: number, bytes: Uint8Array): void => {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
};

const copyFile = (descriptor: number, file: string): void => {
  const from = openSync(file, "r");
  try {
    const chunk = Buffer.alloc(CHUNK);
    for (let count = readSync(from, chunk); count > 0; count = readSync(from, chunk)) {
      writeAll(descriptor, chunk.subarray(0, count));
    }
  } finally {
    closeSync(from);
  }
};
