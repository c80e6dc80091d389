import { closeSync, openSync, writeSync } from "node:fs";
import {
  type BlockHead,
  type BlockSeries,
  HEAD_BYTES,
  headText,
  LENGTHS_BYTES,
  MAGIC,
  paddedTo8,
  VERSION,
} from "./recording-format.ts";

/** A channel's samples of one block, in the order of time. */
export interface WrittenSeries {
  readonly channel: string;
  /** UCUM code. */
  readonly unit: string;
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  /** Left out where all are good. */
  readonly qualities?: Uint8Array | undefined;
}

/** Writes a recording block by block; each holds one machine's samples of a span, in the order of the spans. */
export const writeRecording = (file: string) => {
  const out = openSync(file, "w");
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(MAGIC, "latin1");
  head.writeUInt8(VERSION, HEAD_BYTES - 1);
  writeSync(out, head);
  return {
    block: (about: Omit<BlockHead, "series">, all: readonly WrittenSeries[]): void => {
      const parts: Uint8Array[] = [];
      const series = all.map(({ channel, unit, timesMs, values, qualities }): BlockSeries => {
        const step = equalStep(timesMs);
        if (step === undefined) parts.push(bytes(timesMs));
        parts.push(bytes(values));
        if (qualities) parts.push(Buffer.concat([qualities], paddedTo8(qualities.length)));
        return {
          ...{ channel, unit, n: values.length },
          ...(step === undefined ? {} : { startMs: timesMs[0] ?? 0, stepMs: step }),
          ...(qualities ? { q: true } : {}),
        };
      });
      const text = Buffer.from(headText({ ...about, series }));
      const lengths = Buffer.alloc(LENGTHS_BYTES);
      lengths.writeUInt32LE(text.length, 0);
      lengths.writeUInt32LE(
        parts.reduce((sum, part) => sum + part.byteLength, 0),
        4,
      );
      for (const part of [lengths, text, ...parts]) writeSync(out, part);
    },
    close: (): void => closeSync(out),
  };
};

const bytes = (numbers: Float64Array): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);

/** Milliseconds from one time to the next where each follows exactly after as many. */
const equalStep = (timesMs: Float64Array): number | undefined => {
  const [first = 0, second = first] = timesMs;
  const step = second - first;
  for (let i = 1; i < timesMs.length; i++) if (timesMs[i] !== first + i * step) return undefined;
  return step;
};
