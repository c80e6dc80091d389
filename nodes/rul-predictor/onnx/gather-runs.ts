import type { LoadedModel } from "../../kit/model-runner.ts";

/**
 * Rows of one call. A call blocks the event loop in spite of its promise: so many rows of a shipped model take a millisecond.
 * More would save nothing: from here on a row costs the same (see the benchmarks).
 */
export const CHUNK_ROWS = 128;

type Outputs = ReadonlyMap<string, Float32Array>;

interface Request {
  readonly rows: Float32Array;
  readonly count: number;
  readonly resolve: (outputs: Outputs) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Runs what was asked for in the same turn, or while the model was busy, together, in chunks: a row among many costs a third of a
 * row alone. Where a chunk fails, each of its requests is run alone, so that one does not fail the others.
 *
 * @param width inputs of a row
 * @param runChunk at most 128 rows, row-major; gives one array per output
 */
export const gatherRuns = (width: number, runChunk: (rows: Float32Array, count: number) => Promise<Outputs>) => {
  const waiting: Request[] = [];
  let working: Promise<void> | undefined;

  const runAlone = async ({ rows, count, resolve, reject }: Request): Promise<void> => {
    try {
      const parts: Outputs[] = [];
      for (let from = 0; from < count; from += CHUNK_ROWS) {
        const to = Math.min(count, from + CHUNK_ROWS);
        parts.push(await runChunk(rows.subarray(from * width, to * width), to - from));
      }
      resolve(joined(parts));
    } catch (error) {
      reject(error);
    }
  };

  const runTogether = async (requests: readonly Request[]): Promise<void> => {
    const [first] = requests;
    if (requests.length === 1 && first) return runAlone(first);
    const count = requests.reduce((sum, request) => sum + request.count, 0);
    const rows = new Float32Array(count * width);
    let at = 0;
    for (const request of requests) {
      rows.set(request.rows, at * width);
      at += request.count;
    }
    let outputs: Outputs;
    try {
      outputs = await runChunk(rows, count);
    } catch {
      for (const request of requests) await runAlone(request);
      return;
    }
    let from = 0;
    for (const { count: own, resolve } of requests) {
      resolve(cut(outputs, from, own, count));
      from += own;
    }
  };

  const work = async (): Promise<void> => {
    await Promise.resolve();
    while (waiting.length > 0) await runTogether(takeChunk(waiting));
    working = undefined;
  };

  return {
    /** @throws what `runChunk` throws */
    run: (rows: Float32Array, count: number): ReturnType<LoadedModel["run"]> =>
      new Promise((resolve, reject) => {
        waiting.push({ rows, count, resolve, reject });
        working ??= work();
      }),
    /** Resolves when nothing is under way. */
    idle: async (): Promise<void> => working,
  };
};

/** The first of those that wait, with all after it that fit into one chunk. */
const takeChunk = (waiting: Request[]): Request[] => {
  let count = 0;
  let requests = 0;
  for (const request of waiting) {
    if (requests > 0 && count + request.count > CHUNK_ROWS) break;
    count += request.count;
    requests++;
  }
  return waiting.splice(0, requests);
};

/** The part of each output that belongs to `own` of `count` rows: views, no copies. */
const cut = (outputs: Outputs, from: number, own: number, count: number): Outputs => {
  const part = new Map<string, Float32Array>();
  for (const [name, all] of outputs) {
    const width = all.length / count;
    part.set(name, all.subarray(from * width, (from + own) * width));
  }
  return part;
};

const joined = (parts: readonly Outputs[]): Outputs => {
  const [first = new Map<string, Float32Array>()] = parts;
  if (parts.length <= 1) return first;
  const whole = new Map<string, Float32Array>();
  for (const name of first.keys()) {
    const arrays = parts.map((part) => part.get(name) ?? new Float32Array());
    const all = new Float32Array(arrays.reduce((sum, array) => sum + array.length, 0));
    let at = 0;
    for (const array of arrays) {
      all.set(array, at);
      at += array.length;
    }
    whole.set(name, all);
  }
  return whole;
};
