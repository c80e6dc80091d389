export type Value = null | number | string | Buffer;

/** A number of 1 to 9 bytes, 7 bits in each but the ninth, and where it ends; undefined where the bytes end before it. */
export const varint = (bytes: Buffer, at: number): readonly [value: number, end: number] | undefined => {
  let value = 0n;
  for (let i = 0; i < 9; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    if (i === 8) return [Number(BigInt.asIntN(64, (value << 8n) | BigInt(byte))), at + 9];
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) return [Number(value), at + i + 1];
  }
  return undefined;
};

const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8];

const bytesOf = (type: number): number => {
  if (type <= 6) return INTEGER_BYTES[type] ?? 0;
  if (type === 7) return 8;
  return type < 12 ? 0 : (type - (type % 2 === 0 ? 12 : 13)) / 2;
};

const valueAt = (bytes: Buffer, at: number, type: number): Value => {
  if (type === 0) return null;
  if (type === 6) return Number(bytes.readBigInt64BE(at));
  if (type < 6) return bytes.readIntBE(at, bytesOf(type));
  if (type === 7) return bytes.readDoubleBE(at);
  if (type < 10) return type - 8;
  const content = bytes.subarray(at, at + bytesOf(type));
  return type % 2 === 0 ? content : content.toString("utf8");
};

/**
 * The columns of a record (https://www.sqlite.org/fileformat2.html#record_format); undefined where the bytes are not exactly one.
 */
export const readRecord = (bytes: Buffer): readonly Value[] | undefined => {
  const header = varint(bytes, 0);
  if (!header) return undefined;
  const [headerEnd] = header;
  const values: Value[] = [];
  let contentAt = headerEnd;
  let at = header[1];
  while (at < headerEnd) {
    const read = varint(bytes, at);
    if (!read || read[0] < 0 || read[0] === 10 || read[0] === 11) return undefined;
    const [type, end] = read;
    const contentEnd = contentAt + bytesOf(type);
    if (contentEnd > bytes.length) return undefined;
    values.push(valueAt(bytes, contentAt, type));
    contentAt = contentEnd;
    at = end;
  }
  return at === headerEnd && contentAt === bytes.length ? values : undefined;
};
