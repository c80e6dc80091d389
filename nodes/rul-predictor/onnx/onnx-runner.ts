import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { LoadedModel, ModelRunner } from "../../kit/model-runner.ts";
import { rulErrors } from "../errors.ts";
import { gatherRuns } from "./gather-runs.ts";
import { loadOnnxruntime } from "./load-onnxruntime.ts";
import { SESSION_OPTIONS } from "./session-options.ts";

/**
 * Models by onnxruntime-node.
 *
 * `load` rejects with TWIN-RUL-004 (missing), -005 (another hash), -006 (corrupt), -007 (opset), -008 (shape), -012
 * (no runtime).
 */
export const onnxRunner: ModelRunner = {
  load: async (file, expectedHash) => {
    const bytes = await readFile(file).catch((cause) => {
      throw new TwinError(rulErrors.modelMissing, { file, reason: reasonOf(cause) }, cause);
    });
    const found = createHash("sha256").update(bytes).digest("hex");
    if (found !== expectedHash) throw new TwinError(rulErrors.modelHash, { file, found, expected: expectedHash });
    const runtime = await loadOnnxruntime().catch((cause) => {
      throw new TwinError(rulErrors.runtimeMissing, { reason: reasonOf(cause) }, cause);
    });
    const session = await runtime.InferenceSession.create(bytes, SESSION_OPTIONS).catch((cause) => {
      throw refusal(file, cause);
    });
    const [input] = session.inputMetadata;
    const width = input?.isTensor ? input.shape.at(-1) : undefined;
    if (session.inputNames.length !== 1 || typeof width !== "number" || width < 1) {
      const shape = `${session.inputNames.length} inputs, width ${width}`;
      throw new TwinError(rulErrors.modelShape, { file, found: shape, expected: "one input of a fixed width" });
    }
    const inputName = session.inputNames[0] ?? "";

    const runChunk = async (rows: Float32Array, count: number): Promise<ReadonlyMap<string, Float32Array>> => {
      try {
        const tensor = new runtime.Tensor("float32", rows, [count, width]);
        const results = await session.run({ [inputName]: tensor });
        return new Map(session.outputNames.map((name) => [name, floats(results[name]?.data)]));
      } catch (cause) {
        throw new TwinError(rulErrors.modelRun, { file, reason: reasonOf(cause) }, cause);
      }
    };
    const gathered = gatherRuns(width, runChunk);

    const model: LoadedModel = {
      hash: found,
      featureCount: width,
      outputNames: session.outputNames,
      run: (rows, count) => {
        if (rows.length === count * width) return gathered.run(rows, count);
        const [has, expected] = [`${rows.length} inputs for ${count} rows`, `${count * width}`];
        return Promise.reject(new TwinError(rulErrors.modelShape, { file, found: has, expected }));
      },
      close: async () => {
        await gathered.idle();
        await session.release();
      },
    };
    return model;
  },
};

const floats = (data: unknown): Float32Array => (data instanceof Float32Array ? data : new Float32Array());

/** The first line of what went wrong, without the C++ function that onnxruntime puts before it. */
const reasonOf = (thrown: unknown): string => {
  const [line = ""] = (thrown instanceof Error ? thrown.message : String(thrown)).split("\n");
  return line.replace(/^.*onnxruntime_src.*\) (?=[A-Z])/, "").slice(0, 240);
};

/** onnxruntime tells its refusals apart by their text only. */
const refusal = (file: string, cause: unknown): TwinError => {
  const reason = reasonOf(cause);
  const opset = /opset|ir.?version|not a registered function|no op registered|not supported/i.test(reason);
  return new TwinError(opset ? rulErrors.modelOpset : rulErrors.modelCorrupt, { file, reason }, cause);
};
