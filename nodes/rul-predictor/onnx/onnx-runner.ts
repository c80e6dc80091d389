import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { LoadedModel, ModelRunner } from "../../kit/model-runner.ts";
import { rulErrors } from "../errors.ts";

/** Rows of one call: onnxruntime's cost per row triples above 64, and a call blocks the event loop. */
const CHUNK_ROWS = 64;

/**
 * Models by onnxruntime-node, which is loaded with the first model: a flow without one does not pay for it. One thread: the
 * models are small, and the flow's other work has the other cores.
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
    const runtime = await import("onnxruntime-node").catch((cause) => {
      throw new TwinError(rulErrors.runtimeMissing, { reason: reasonOf(cause) }, cause);
    });
    const session = await runtime.InferenceSession.create(bytes, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: "sequential",
      enableCpuMemArena: false,
      enableMemPattern: false,
      logSeverityLevel: 4,
    }).catch((cause) => {
      throw refusal(file, cause);
    });
    const [input] = session.inputMetadata;
    const width = input?.isTensor ? input.shape.at(-1) : undefined;
    if (session.inputNames.length !== 1 || typeof width !== "number" || width < 1) {
      const shape = `${session.inputNames.length} inputs, width ${width}`;
      throw new TwinError(rulErrors.modelShape, { file, found: shape, expected: "one input of a fixed width" });
    }
    const inputName = session.inputNames[0] ?? "";

    const runChunk = async (rows: Float32Array, count: number) => {
      const tensor = new runtime.Tensor("float32", rows, [count, width]);
      return session.run({ [inputName]: tensor }).catch((cause) => {
        throw new TwinError(rulErrors.modelRun, { file, reason: reasonOf(cause) }, cause);
      });
    };

    const model: LoadedModel = {
      hash: found,
      featureCount: width,
      outputNames: session.outputNames,
      run: async (rows, count) => {
        const parts = new Map<string, Float32Array[]>(session.outputNames.map((name) => [name, []]));
        for (let from = 0; from < count; from += CHUNK_ROWS) {
          const chunk = Math.min(CHUNK_ROWS, count - from);
          const results = await runChunk(rows.subarray(from * width, (from + chunk) * width), chunk);
          for (const [name, list] of parts) list.push(floats(results[name]?.data));
        }
        return new Map(Array.from(parts, ([name, list]) => [name, joined(list)]));
      },
      close: () => session.release(),
    };
    return model;
  },
};

const floats = (data: unknown): Float32Array => (data instanceof Float32Array ? data : new Float32Array());

const joined = (parts: readonly Float32Array[]): Float32Array => {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

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
