/** First eight bytes of every recording; the digit is the version. */
export const MAGIC = "TWREC\n\0";
export const VERSION = 1;
export const HEAD_BYTES = 8;
/** Length of a block's head and of its numbers, two unsigned 32-bit little-endian numbers. */
export const LENGTHS_BYTES = 8;

/** A series of a block, its numbers in the order t (only where the steps are not equal), v, q (only where not all are good). */
export interface BlockSeries {
  readonly channel: string;
  readonly unit: string;
  readonly n: number;
  /** Epoch milliseconds of the first sample and from one to the next; left out where `t` is written. */
  readonly startMs?: number;
  readonly stepMs?: number;
  /** True where `n` quality bytes follow, filled up to a multiple of 8. */
  readonly q?: boolean;
}

/** What one machine has measured from `fromMs` to before `toMs`; blocks stand in the order of their begin. */
export interface BlockHead {
  readonly asset: string;
  /** Name of its asset type; empty where it is not known. */
  readonly assetType: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly series: readonly BlockSeries[];
}

/** The head as text, so that what follows is aligned to 8 bytes. */
export const headText = (head: BlockHead): string => {
  const text = JSON.stringify(head);
  return text + " ".repeat((8 - (Buffer.byteLength(text) % 8)) % 8);
};

export const isBlockHead = (value: unknown): value is BlockHead =>
  typeof value === "object" &&
  value !== null &&
  ["asset", "assetType"].every((key) => typeof Reflect.get(value, key) === "string") &&
  ["fromMs", "toMs"].every((key) => Number.isFinite(Reflect.get(value, key))) &&
  "series" in value &&
  Array.isArray(value.series) &&
  value.series.every(isBlockSeries);

const isBlockSeries = (value: unknown): value is BlockSeries =>
  typeof value === "object" &&
  value !== null &&
  ["channel", "unit"].every((key) => typeof Reflect.get(value, key) === "string") &&
  Number.isInteger(Reflect.get(value, "n")) &&
  Number(Reflect.get(value, "n")) > 0;

/** Bytes of the numbers of a series. */
export const bytesOf = ({ n, stepMs, q }: BlockSeries): number =>
  8 * n * (stepMs === undefined ? 2 : 1) + (q ? paddedTo8(n) : 0);

export const paddedTo8 = (bytes: number): number => Math.ceil(bytes / 8) * 8;
