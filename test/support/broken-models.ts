import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./node-red.ts";

/** Copies of the pump's shipped models, in `folder`: one without its file, one with a byte changed, one of other features. */
export const writeBrokenModels = (folder: string): void => {
  const copy = (name: string): string => {
    for (const component of ["impeller", "bearing"]) {
      const model = `centrifugal-pump-${component}`;
      cpSync(join(packageRoot, "models/onnx", model), join(folder, name, model), { recursive: true });
    }
    return join(folder, name, "centrifugal-pump-impeller");
  };
  rmSync(join(copy("missing"), "model.onnx"));

  const corrupt = join(copy("corrupt"), "model.onnx");
  const bytes = readFileSync(corrupt);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff;
  writeFileSync(corrupt, bytes);

  const foreign = join(copy("foreign"), "card.json");
  const card = JSON.parse(readFileSync(foreign, "utf8"));
  card.baseFeatures[0].name = "oilLevel.mean";
  writeFileSync(foreign, JSON.stringify(card));
};
