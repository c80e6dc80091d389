import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { CHUNK_ROWS, gatherRuns } from "../../../nodes/rul-predictor/onnx/gather-runs.ts";
import { onnxRunner } from "../../../nodes/rul-predictor/onnx/onnx-runner.ts";
import { loadModelFolder, shippedModelFolder } from "../../../nodes/rul-predictor/shipped-models.ts";

const WIDTH = 3;
const POISON = -1;

/** Each row's sum, and its first two inputs; a chunk with a poisoned row fails as a whole, as a runtime's call does. */
const sums = (chunks: number[]) => async (rows: Float32Array, count: number) => {
  chunks.push(count);
  await new Promise(setImmediate);
  if (rows.includes(POISON)) throw new Error("poisoned");
  const row = (i: number): Float32Array => rows.subarray(i * WIDTH, (i + 1) * WIDTH);
  const each = <T>(of: (row: Float32Array) => T): T[] => Array.from({ length: count }, (_, i) => of(row(i)));
  return new Map([
    ["sum", Float32Array.from(each((one) => one.reduce((a, b) => a + b, 0)))],
    ["two", Float32Array.from(each((one) => [...one.subarray(0, 2)]).flat())],
  ]);
};

const request = fc.array(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)), { minLength: 1, maxLength: 150 });

describe("runs of a model that are gathered", () => {
  it("give each the outputs of its own rows, however many there are and whenever they come", async () => {
    const late = fc.record({ rows: request, turns: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(fc.array(late, { maxLength: 12 }), async (requests) => {
        const chunks: number[] = [];
        const { run } = gatherRuns(WIDTH, sums(chunks));
        const asked = requests.map(async ({ rows, turns }) => {
          for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
          const outputs = await run(Float32Array.from(rows.flat()), rows.length);
          assert.deepEqual(
            [...(outputs.get("sum") ?? [])],
            rows.map(([a, b, c]) => a + b + c),
          );
          assert.deepEqual(
            [...(outputs.get("two") ?? [])],
            rows.flatMap((row) => row.slice(0, 2)),
          );
        });
        await Promise.all(asked);
        assert.ok(chunks.every((count) => count <= CHUNK_ROWS));
      }),
      { numRuns: 50 },
    );
  });

  it("take 300 single rows of one turn in three calls", async () => {
    const chunks: number[] = [];
    const { run } = gatherRuns(WIDTH, sums(chunks));
    await Promise.all(Array.from({ length: 300 }, (_, i) => run(Float32Array.of(i, 0, 0), 1)));
    assert.deepEqual(chunks, [128, 128, 44]);
  });

  it("fail alone: the others of the same chunk have their outputs", async () => {
    const { run } = gatherRuns(WIDTH, sums([]));
    const rows = [1, 2, POISON, 4].map((first) => Float32Array.of(first, 0, 0));
    const settled = await Promise.allSettled(rows.map((row) => run(row, 1)));
    assert.deepEqual(
      settled.map((one) => (one.status === "fulfilled" ? one.value.get("sum")?.[0] : String(one.reason))),
      [1, 2, "Error: poisoned", 4],
    );
  });

  it("are at their end when idle says so", async () => {
    const { run, idle } = gatherRuns(WIDTH, sums([]));
    let ended = false;
    void run(new Float32Array(WIDTH), 1).then(() => {
      ended = true;
    });
    await idle();
    assert.ok(ended);
  });

  it("are equal to one by one in onnxruntime, and a row of another width is refused alone", async () => {
    const { card, model } = await loadModelFolder(onnxRunner, join(shippedModelFolder(), "centrifugal-pump-bearing"));
    const rows = Array.from({ length: 150 }, (_, i) =>
      Float32Array.from(card.features, ({ min, max }, k) => min + (max - min) * (((i * 31 + k * 17) % 101) / 100)),
    );
    const together = Promise.all(rows.map((row) => model.run(row, 1)));
    await assert.rejects(model.run(new Float32Array(5), 1), { code: "TWIN-RUL-008", message: /5 inputs for 1 rows/ });
    for (const [i, outputs] of (await together).entries()) {
      const alone = await model.run(rows[i] ?? new Float32Array(), 1);
      assert.deepEqual(outputs.get("rulHours"), alone.get("rulHours"));
    }
    await model.close();
  });
});
