import { inflateRawSync } from "node:zlib";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * The files of a zip archive by their path in it, unpacked on demand.
 *
 * Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.12 (central directory) and 4.3.16 (its end); neither zip64 nor encryption.
 *
 * @throws Error if it is no zip archive, or cut off
 */
export const unzip = (archive: Buffer): Map<string, () => Buffer> => {
  const end = archive.lastIndexOf(Buffer.of(0x50, 0x4b, 5, 6));
  if (end < 0 || archive.readUInt32LE(end) !== END) throw new Error("it is no zip archive, or cut off");
  const files = new Map<string, () => Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let i = 0; i < archive.readUInt16LE(end + 10); i++) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new Error("its directory is damaged");
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    const entry = at;
    files.set(name, () => contentOf(archive, entry));
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
};

const contentOf = (archive: Buffer, entry: number): Buffer => {
  const method = archive.readUInt16LE(entry + 10);
  const length = archive.readUInt32LE(entry + 20);
  const local = archive.readUInt32LE(entry + 42);
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(from, from + length);
  if (method === STORED) return packed;
  if (method === DEFLATED) return inflateRawSync(packed);
  throw new Error(`it is packed by method ${method}`);
};
