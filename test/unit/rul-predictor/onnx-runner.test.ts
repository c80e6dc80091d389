import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onnxRunner } from "../../../nodes/rul-predictor/onnx/onnx-runner.ts";
import { shippedModelFolder } from "../../../nodes/rul-predictor/shipped-models.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const SHIPPED = join(shippedModelFolder(), "centrifugal-pump-bearing", "model.onnx");
const hashOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
/** `opset_import { domain: "" version: 17 }` as protobuf writes it. */
const OPSET_17 = Buffer.from([0x42, 0x04, 0x0a, 0x00, 0x10, 17]);

describe("the ONNX runner", () => {
  const folder = temporaryFolder();
  after(folder.remove);
  const bytes = readFileSync(SHIPPED);
  const load = (changed: Buffer) => {
    const file = join(folder.path, "model.onnx");
    writeFileSync(file, changed);
    return onnxRunner.load(file, hashOf(changed));
  };

  it("gives a row the same forecast alone as among 200 others", async () => {
    const model = await onnxRunner.load(SHIPPED, hashOf(bytes));
    const rows = Float32Array.from({ length: 200 * model.featureCount }, (_, i) => (i * 7919) % 100);
    const all = (await model.run(rows, 200)).get("rulHours") ?? new Float32Array();
    const width = all.length / 200;
    for (const row of [0, 127, 128, 199]) {
      const one = await model.run(rows.slice(row * model.featureCount, (row + 1) * model.featureCount), 1);
      assert.deepEqual(one.get("rulHours"), all.slice(row * width, (row + 1) * width));
    }
    await model.close();
  });

  it("refuses a file that is not there, or has another hash", async () => {
    await assert.rejects(onnxRunner.load(join(folder.path, "none.onnx"), ""), { code: "TWIN-RUL-004" });
    await assert.rejects(onnxRunner.load(SHIPPED, "0".repeat(64)), { code: "TWIN-RUL-005" });
  });

  it("refuses what is no model, and half a model", async () => {
    await assert.rejects(load(Buffer.from("hello")), { code: "TWIN-RUL-006" });
    await assert.rejects(load(bytes.subarray(0, 20_000)), { code: "TWIN-RUL-006" });
  });

  it("refuses a model of an opset that the runtime does not know, and says so", async () => {
    const newer = Buffer.from(bytes);
    const at = newer.indexOf(OPSET_17);
    assert.ok(at > 0, "the shipped model has its opset where it was expected");
    newer[at + 5] = 99;
    await assert.rejects(load(newer), { code: "TWIN-RUL-007", message: /Opset 99/ });
  });
});
