import assert from "node:assert/strict";
import { loadOnnxruntime } from "../../nodes/rul-predictor/onnx/load-onnxruntime.ts";
import { onnxRunner } from "../../nodes/rul-predictor/onnx/onnx-runner.ts";
import { SESSION_OPTIONS } from "../../nodes/rul-predictor/onnx/session-options.ts";
import type { Figure } from "./figure.ts";
import { median } from "./median.ts";
import { shippedModel } from "./shipped-model.ts";

/** Rows of a batch. */
const BATCHES = [1, 64, 256, 1024];
const HELD_FROM = 64;
const MOST_OVERHEAD = 1.1;

/**
 * What the model runner adds to onnxruntime: rows in, outputs of each asset out. Raw is one `session.run` with the same options
 * on a tensor of all rows; ours are as many requests of one row each, as assets make them, which the runner gathers. Both by
 * turns, in one process.
 */
export const runnerOverhead = async (modelName: string, rounds: number): Promise<Figure[]> => {
  const { card, file, bytes, rows } = await shippedModel(modelName);
  const { InferenceSession, Tensor } = await loadOnnxruntime();
  const session = await InferenceSession.create(bytes, SESSION_OPTIONS);
  const model = await onnxRunner.load(file, card.model.sha256);
  const [inputName = ""] = session.inputNames;
  const [outputName = ""] = session.outputNames;

  const raw = async (all: Float32Array, count: number) => {
    const tensor = new Tensor("float32", all, [count, model.featureCount]);
    return (await session.run({ [inputName]: tensor }))[outputName]?.data;
  };
  const ours = async (single: readonly Float32Array[]) => {
    const outputs = await Promise.all(single.map((row) => model.run(row, 1)));
    return outputs.map((output) => output.get(outputName) ?? new Float32Array());
  };
  const measure = async (count: number): Promise<Figure> => {
    const single = Array.from({ length: count }, (_, i) => rows[i % rows.length] ?? new Float32Array());
    const all = Float32Array.from(single.flatMap((row) => [...row]));
    const theirs: number[] = [];
    const mine: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const [rawMs, expected] = await timed(() => raw(all, count));
      const [ms, found] = await timed(() => ours(single));
      if (round === 0) {
        assert.deepEqual(
          found.flatMap((one) => [...one]),
          Array.from(expected ?? [], Number),
        );
      }
      theirs.push((1000 * rawMs) / count);
      mine.push((1000 * ms) / count);
    }
    return {
      name: `a row among ${count.toLocaleString("en-US")}, through the runner`,
      value: median(mine),
      unit: "µs",
      against: { name: "raw onnxruntime", value: median(theirs) },
      ratio: median(mine.map((value, round) => value / (theirs[round] ?? Number.NaN))),
      ...(count >= HELD_FROM ? { target: { of: "ratio", atMost: MOST_OVERHEAD } as const } : {}),
    };
  };

  const figures: Figure[] = [];
  for (const count of BATCHES) figures.push(await measure(count));
  await model.close();
  await session.release();
  return figures;
};

/** Time of the processor, all threads: others on this machine cost time, not work. */
const timed = async <T>(work: () => Promise<T>): Promise<readonly [ms: number, result: T]> => {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1000, result];
};
