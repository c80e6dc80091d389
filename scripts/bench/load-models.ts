import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onnxRunner } from "../../nodes/rul-predictor/onnx/onnx-runner.ts";
import { loadModelFolder, shippedModelFolder } from "../../nodes/rul-predictor/shipped-models.ts";

/**
 * The process that measures the memory of models: `load-models.ts LOADS`, with --expose-gc. Loads the shipped models in turn, as
 * a predictor does, and prints resident set and heap in MB: `before` onnxruntime, with its `first` model, with LOADS `more`, when
 * all are `closed`, and when as many have been loaded and closed `again`, one after the other.
 */
const loads = Number(process.argv[2] ?? 21);
const SETTLE_MS = 200;

const settledMb = async (): Promise<{ rss: number; heap: number }> => {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.();
    await sleep(SETTLE_MS);
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss: rss / 1e6, heap: (heapUsed + external) / 1e6 };
};

const root = shippedModelFolder();
const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const folderOf = (i: number): string => join(root, folders[i % folders.length]?.name ?? "");

const before = await settledMb();
const models = [await loadModelFolder(onnxRunner, folderOf(0))];
const first = await settledMb();
for (let i = 1; i <= loads; i++) models.push(await loadModelFolder(onnxRunner, folderOf(i)));
const more = await settledMb();
for (const { model } of models.splice(0)) await model.close();
const closed = await settledMb();
for (let i = 0; i < loads; i++) await (await loadModelFolder(onnxRunner, folderOf(i))).model.close();
const again = await settledMb();
console.log(JSON.stringify({ before, first, more, closed, again, models: folders.length }));
