import { createHash } from "node:crypto";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ModelCard } from "../../models/prognosis/model-card.ts";
import { packageRoot } from "./node-red.ts";

/** Field 6 of an ONNX ModelProto, `doc_string`, as protobuf writes it; a field at the end overrides one before it. */
const docString = (text: string): Buffer => Buffer.concat([Buffer.from([0x32, text.length]), Buffer.from(text)]);

/**
 * Another version of a shipped model in `folder`: the same trees under another hash, with whatever `change` does to its card.
 *
 * @returns its hash
 */
export const writeModelVersion = (
  folder: string,
  shipped: string,
  name: string,
  change: (card: ModelCard) => Partial<ModelCard> = () => ({}),
): string => {
  cpSync(join(packageRoot, "models/onnx", shipped), folder, { recursive: true });
  const file = join(folder, "model.onnx");
  const bytes = Buffer.concat([readFileSync(file), docString(name)]);
  writeFileSync(file, bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const card: ModelCard = JSON.parse(readFileSync(join(folder, "card.json"), "utf8"));
  const model = { ...card.model, sha256, bytes: bytes.length };
  writeFileSync(join(folder, "card.json"), JSON.stringify({ ...card, name, model, ...change(card) }, null, 2));
  return sha256;
};
