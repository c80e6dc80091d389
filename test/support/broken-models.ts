import { createHash } from "node:crypto";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ModelCard } from "../../models/prognosis/model-card.ts";
import { packageRoot } from "./node-red.ts";

/** Copies of the pump's shipped models, in `folder`: one without its file, one with a byte changed, half of one, one whose scores somebody sorted, one of other features. */
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

  const half = join(copy("half"), "model.onnx");
  const whole = readFileSync(half);
  const cut = whole.subarray(0, whole.length >> 1);
  writeFileSync(half, cut);
  editCard(half, ({ model, ...card }) => ({
    ...card,
    model: { ...model, sha256: createHash("sha256").update(cut).digest("hex"), bytes: cut.length },
  }));

  editCard(join(copy("edited"), "model.onnx"), ({ calibration, ...card }) => ({
    ...card,
    calibration: { ...calibration, scores: calibration.scores.toReversed() },
  }));

  const foreign = join(copy("foreign"), "card.json");
  const card = JSON.parse(readFileSync(foreign, "utf8"));
  card.baseFeatures[0].name = "oilLevel.mean";
  writeFileSync(foreign, JSON.stringify(card));
};

/** Edits the card beside a model. */
const editCard = (model: string, edit: (card: ModelCard) => ModelCard): void => {
  const file = join(dirname(model), "card.json");
  writeFileSync(file, JSON.stringify(edit(JSON.parse(readFileSync(file, "utf8")))));
};
