import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { BLOCK, bytesIn, END_BYTES, paddingOf, tarHeader } from "./tar-header.ts";
import { CHUNK } from "./write-archive.ts";

export interface ArchiveReader {
  /** Content of the next entry, which has to have this name; in whole. */
  small(name: string, mostBytes: number): Buffer;
  /** The next entry, which has to have this name and size; chunk by chunk. */
  large(name: string, bytes: number, take: (chunk: Uint8Array) => void): void;
  /** There has to be nothing more but the end. */
  end(): void;
  close(): void;
}

/**
 * Reads the tar file of a release, whose entries are known before they come, in their order. A reader of tar in general takes many forms;
 * this one takes the form in which it was written, to the byte, and throws an Error with the reason for any other.
 */
export const readArchive = (file: string): ArchiveReader => {
  const descriptor = openSync(file, "r");
  const size = fstatSync(descriptor).size;
  let at = 0;

  const next = (bytes: number): Buffer => {
    const chunk = Buffer.alloc(bytes);
    let got = 0;
    while (got < bytes) {
      const count = readSync(descriptor, chunk, got, bytes - got, at + got);
      if (count === 0) throw new Error("it ends too early");
      got += count;
    }
    at += bytes;
    return chunk;
  };
  const zeros = (bytes: number): void => {
    if (next(bytes).some((byte) => byte !== 0))
      throw new Error(`there is something at byte ${at - bytes} that is not of it`);
  };
  const header = (name: string): number => {
    const block = next(BLOCK);
    const bytes = bytesIn(block);
    if (Number.isNaN(bytes) || !block.equals(tarHeader(name, bytes)))
      throw new Error(`${name} is not where it has to be`);
    if (at + bytes > size) throw new Error("it ends too early");
    return bytes;
  };

  return {
    small: (name, mostBytes) => {
      const bytes = header(name);
      if (bytes > mostBytes) throw new Error(`${name} has ${bytes} bytes`);
      const content = next(bytes);
      zeros(paddingOf(bytes));
      return content;
    },
    large: (name, bytes, take) => {
      if (header(name) !== bytes) throw new Error(`${name} is not ${bytes} bytes long`);
      for (let left = bytes; left > 0; left -= Math.min(left, CHUNK)) take(next(Math.min(left, CHUNK)));
      zeros(paddingOf(bytes));
    },
    end: () => {
      zeros(END_BYTES);
      if (at !== size) throw new Error("there is more behind its end");
    },
    close: () => closeSync(descriptor),
  };
};
