const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC_LITTLE = 0x377f0682;
const MAGIC_BIG = 0x377f0683;

type Sums = readonly [number, number];

/** https://www.sqlite.org/fileformat2.html#checksum_algorithm */
const checksum = (bytes: Buffer, big: boolean, [first, second]: Sums): Sums => {
  let [s0, s1] = [first, second];
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    const [x0, x1] = big
      ? [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)]
      : [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)];
    s0 = (s0 + x0 + s1) >>> 0;
    s1 = (s1 + x1 + s0) >>> 0;
  }
  return [s0, s1];
};

const sumsAt = (bytes: Buffer, at: number): Sums => [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];
const same = (one: Sums, other: Sums): boolean => one[0] === other[0] && one[1] === other[1];

/**
 * Where the newest committed copy of each page is in a write-ahead log: page number to offset of its bytes. As SQLite does, it ends
 * at the first frame whose salt or checksum is wrong, and forgets what no commit follows.
 *
 * @param read bytes at an offset; fewer where the log ends
 */
export const walFrames = (
  read: (offset: number, bytes: number) => Buffer,
  pageBytes: number,
): ReadonlyMap<number, number> => {
  const committed = new Map<number, number>();
  const header = read(0, HEADER_BYTES);
  if (header.length < HEADER_BYTES) return committed;
  const magic = header.readUInt32BE(0);
  if ((magic !== MAGIC_LITTLE && magic !== MAGIC_BIG) || header.readUInt32BE(8) !== pageBytes) return committed;
  const big = magic === MAGIC_BIG;
  let sums = checksum(header.subarray(0, 24), big, [0, 0]);
  if (!same(sums, sumsAt(header, 24))) return committed;
  let open = new Map<number, number>();
  for (let at = HEADER_BYTES; ; at += FRAME_HEADER_BYTES + pageBytes) {
    const frame = read(at, FRAME_HEADER_BYTES + pageBytes);
    if (frame.length < FRAME_HEADER_BYTES + pageBytes) return committed;
    if (!frame.subarray(8, 16).equals(header.subarray(16, 24))) return committed;
    sums = checksum(frame.subarray(FRAME_HEADER_BYTES), big, checksum(frame.subarray(0, 8), big, sums));
    if (!same(sums, sumsAt(frame, 16))) return committed;
    open.set(frame.readUInt32BE(0), at + FRAME_HEADER_BYTES);
    if (frame.readUInt32BE(4) === 0) continue;
    for (const [page, offset] of open) committed.set(page, offset);
    open = new Map();
  }
};
