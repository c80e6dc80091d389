import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { shippedModelFolder } from "../../../nodes/rul-predictor/shipped-models.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const LOADER = join(import.meta.dirname, "../../../nodes/rul-predictor/onnx/load-onnxruntime.ts");
const MODEL = join(shippedModelFolder(), "centrifugal-pump-bearing", "model.onnx");

/** A process of its own: the runtime reads its switch once. It holds its tongue by itself where it sees a CI's variables. */
const homeAfterLoading = async (): Promise<string[]> => {
  const folder = temporaryFolder();
  const script = `const { loadOnnxruntime } = await import(${JSON.stringify(LOADER)});
    const { InferenceSession } = await loadOnnxruntime();
    await (await InferenceSession.create(${JSON.stringify(MODEL)})).release();`;
  const env = { PATH: process.env["PATH"] ?? "", HOME: folder.path, XDG_CACHE_HOME: folder.path };
  try {
    await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], { env, cwd: process.cwd() });
    return readdirSync(folder.path, { recursive: true }).map(String);
  } finally {
    folder.remove();
  }
};

describe("the runtime of the models", () => {
  it("keeps no number of the machine and no queue for its maker", async () => {
    assert.deepEqual(await homeAfterLoading(), []);
  });
});
