import type { PageFile } from "./page-file.ts";
import { readRecord, type Value, varint } from "./read-record.ts";

const INDEX_INTERIOR = 0x02;
const INDEX_LEAF = 0x0a;
const TABLE_LEAF = 0x0d;

export interface FoundRecord {
  /** Of a table with row ids; undefined in an index or a table without. */
  readonly rowId: number | undefined;
  readonly values: readonly Value[];
}

/** A record that goes on in a page that is not there. */
const CUT = "cut";

/**
 * The records of one b-tree page; none of a page of another kind. A page of which any part is no record is taken for half
 * written, and nothing of it is believed: its pages have no checksum that would say which part.
 */
export const pageRecords = (file: PageFile, number: number): readonly FoundRecord[] => {
  const bytes = file.page(number);
  const kind = bytes?.[0];
  if (!bytes || (kind !== TABLE_LEAF && kind !== INDEX_LEAF && kind !== INDEX_INTERIOR)) return [];
  const pointersAt = kind === INDEX_INTERIOR ? 12 : 8;
  const cells = bytes.readUInt16BE(3);
  if (pointersAt + 2 * cells > file.usableBytes) return [];
  const found: FoundRecord[] = [];
  for (let cell = 0; cell < cells; cell++) {
    const read = readCell(file, bytes, kind, bytes.readUInt16BE(pointersAt + 2 * cell));
    if (read === undefined) return [];
    if (read !== CUT) found.push(read);
  }
  return found;
};

const readCell = (file: PageFile, bytes: Buffer, kind: number, at: number): FoundRecord | typeof CUT | undefined => {
  const length = varint(bytes, kind === INDEX_INTERIOR ? at + 4 : at);
  const rowId = kind === TABLE_LEAF && length ? varint(bytes, length[1]) : undefined;
  if (!length || length[0] <= 0 || (kind === TABLE_LEAF && !rowId)) return undefined;
  const payload = readPayload(file, bytes, rowId?.[1] ?? length[1], length[0], kind === TABLE_LEAF);
  if (payload === CUT) return CUT;
  const values = payload && readRecord(payload);
  return values && { rowId: rowId?.[0], values };
};

/** What does not fit on the page goes on in a chain of overflow pages. */
const readPayload = (
  file: PageFile,
  bytes: Buffer,
  at: number,
  length: number,
  inTable: boolean,
): Buffer | typeof CUT | undefined => {
  const usable = file.usableBytes;
  if (length > usable * file.count) return undefined;
  const most = inTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const rest = least + ((length - least) % (usable - 4));
  const local = length <= most ? length : rest <= most ? rest : least;
  if (at + local + (local < length ? 4 : 0) > usable) return undefined;
  const parts = [bytes.subarray(at, at + local)];
  let next = local < length ? bytes.readUInt32BE(at + local) : 0;
  for (let have = local; have < length; ) {
    const page = next === 0 ? undefined : file.page(next);
    if (!page) return CUT;
    const part = page.subarray(4, 4 + Math.min(usable - 4, length - have));
    parts.push(part);
    have += part.length;
    next = page.readUInt32BE(0);
  }
  return Buffer.concat(parts);
};
