import { crc32 } from "node:zlib";

/** MS-DOS date of 1 January 1980, the earliest there is: the same content gives the same bytes. */
const DATE = 0x21;
const VERSION = 20;
const LARGEST_BYTES = 0xffff_ffff;

/**
 * Files in one uncompressed zip archive: with arrays of `npyBytes` in it, what `numpy.load` reads as .npz, by name.
 *
 * Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16 (its end).
 *
 * @throws Error from 4 GB on, which needs another form of zip
 */
export const npzBytes = (arrays: Readonly<Record<string, Buffer>>): Buffer => {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(arrays)) {
    const path = Buffer.from(`${name}.npy`, "utf8");
    const common = commonHeader(content, path.length);
    const local = Buffer.concat([word32(0x04034b50), common, path]);
    directory.push(word32(0x02014b50), word16(VERSION), common, Buffer.alloc(10), word32(offset), path);
    files.push(local, content);
    offset += local.length + content.length;
  }
  const entries = Object.keys(arrays).length;
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  if (offset + size > LARGEST_BYTES) throw new Error("a feature table can't be larger than 4 GB");
  const end = [word32(0x06054b50), Buffer.alloc(4), word16(entries), word16(entries), word32(size), word32(offset)];
  return Buffer.concat([...files, ...directory, ...end, word16(0)]);
};

/** The fields that the local header and the central directory have in common: from "version needed" to "extra length". */
const commonHeader = (content: Buffer, nameLength: number): Buffer => {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(VERSION, 0);
  header.writeUInt16LE(DATE, 8);
  header.writeUInt32LE(crc32(content), 10);
  header.writeUInt32LE(content.length, 14);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt16LE(nameLength, 22);
  return header;
};

const word16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};

const word32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
