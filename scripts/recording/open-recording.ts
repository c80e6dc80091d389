import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { Series } from "../../models/telemetry/telemetry.ts";
import { recordingErrors } from "./errors.ts";
import {
  type BlockHead,
  type BlockSeries,
  bytesOf,
  HEAD_BYTES,
  isBlockHead,
  LENGTHS_BYTES,
  MAGIC,
  paddedTo8,
  VERSION,
} from "./recording-format.ts";

/** Where a block is, and what it holds. */
export interface Block {
  readonly head: BlockHead;
  /** Of its numbers in the file. */
  readonly at: number;
  readonly bytes: number;
}

export interface Recording {
  readonly file: string;
  readonly blocks: readonly Block[];
  /** The series of a block, each a view on memory of their own. */
  read(block: Block): Readonly<Record<string, Series>>;
  close(): void;
}

/** A head of more is none. */
const LONGEST_HEAD = 1 << 20;

/**
 * Opens a recording: the heads of its blocks are read, its numbers when they are asked for.
 *
 * @throws TwinError TWIN-RECORDING-001 to -004
 */
export const openRecording = (file: string): Recording => {
  const handle = open(file);
  try {
    const blocks = readHeads(file, handle);
    return {
      file,
      blocks,
      read: ({ head, at, bytes }) => {
        const numbers = new ArrayBuffer(bytes);
        readSync(handle, new Uint8Array(numbers), 0, bytes, at);
        return seriesOf(head, numbers);
      },
      close: () => closeSync(handle),
    };
  } catch (thrown) {
    closeSync(handle);
    throw thrown;
  }
};

const open = (file: string): number => {
  try {
    return openSync(file, "r");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(recordingErrors.unreadable, { file, reason }, cause);
  }
};

const readHeads = (file: string, handle: number): readonly Block[] => {
  const { size } = fstatSync(handle);
  const read = (at: number, length: number): Buffer => {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(handle, bytes, 0, length, at));
  };
  const magic = read(0, HEAD_BYTES);
  if (magic.subarray(0, MAGIC.length).toString("latin1") !== MAGIC || magic.length < HEAD_BYTES)
    throw new TwinError(recordingErrors.notOne, { file });
  const version = magic.readUInt8(HEAD_BYTES - 1);
  if (version > VERSION) throw new TwinError(recordingErrors.newer, { file, version, known: VERSION });
  const blocks: Block[] = [];
  const damaged = (at: number, reason: string): TwinError => {
    const shown = (ms: number | undefined): string => (ms === undefined ? "nothing" : new Date(ms).toISOString());
    const [first, last] = [shown(blocks[0]?.head.fromMs), shown(blocks.at(-1)?.head.toMs)];
    return new TwinError(recordingErrors.damaged, { file, at, reason, first, last });
  };
  for (let at = HEAD_BYTES; at < size; ) {
    const lengths = read(at, LENGTHS_BYTES);
    if (lengths.length < LENGTHS_BYTES) throw damaged(at, "it ends within a block");
    const [headBytes, bytes] = [lengths.readUInt32LE(0), lengths.readUInt32LE(4)];
    if (headBytes > LONGEST_HEAD) throw damaged(at, "a block has no head");
    const head = parsed(read(at + LENGTHS_BYTES, headBytes).toString("utf8"));
    if (!isBlockHead(head)) throw damaged(at, "the head of a block is not readable");
    if (head.series.reduce((sum, one) => sum + bytesOf(one), 0) !== bytes)
      throw damaged(at, "a block is not as long as its series");
    if (at + LENGTHS_BYTES + headBytes + bytes > size) throw damaged(at, "it ends within a block");
    blocks.push({ head, at: at + LENGTHS_BYTES + headBytes, bytes });
    at += LENGTHS_BYTES + headBytes + bytes;
  }
  return blocks;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const seriesOf = (head: BlockHead, numbers: ArrayBuffer): Readonly<Record<string, Series>> => {
  const grids = new Map<string, Buffer>();
  const series: Record<string, Series> = {};
  let at = 0;
  const take = (bytes: number): Buffer => {
    at += bytes;
    return Buffer.from(numbers, at - bytes, bytes);
  };
  for (const one of head.series) {
    const { channel, unit, n } = one;
    const t = one.stepMs === undefined ? take(8 * n) : gridOf(grids, one);
    const v = take(8 * n);
    series[channel] = { unit, n, t, v, ...(one.q ? { q: take(paddedTo8(n)).subarray(0, n) } : {}) };
  }
  return series;
};

/** Channels of one scan have the same times: they share them. */
const gridOf = (grids: Map<string, Buffer>, { n, startMs = 0, stepMs = 0 }: BlockSeries): Buffer => {
  const key = `${startMs}/${stepMs}/${n}`;
  const known = grids.get(key);
  if (known) return known;
  const times = new Float64Array(n);
  for (let i = 0; i < n; i++) times[i] = startMs + i * stepMs;
  const made = Buffer.from(times.buffer);
  grids.set(key, made);
  return made;
};
