import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MODEL_CARD_TAG, type ModelCard } from "../../models/prognosis/model-card.ts";
import { packageRoot } from "../start/layout.ts";
import { cardPage } from "./card-page/card-page.ts";

/** What a card says of its model, without what can be told from the file beside it. */
export type CardContent = Omit<ModelCard, "schema" | "model" | "training"> & {
  readonly training: Omit<ModelCard["training"], "codeVersion">;
  readonly opset: Readonly<Record<string, number>>;
};

/** Writes `card.json` and its page `card.html` beside `model.onnx` in `folder`. */
export const writeCard = async (folder: string, { opset, ...content }: CardContent): Promise<ModelCard> => {
  const bytes = await readFile(join(folder, "model.onnx"));
  const { version } = JSON.parse(await readFile(join(packageRoot(), "package.json"), "utf8"));
  const card: ModelCard = {
    schema: MODEL_CARD_TAG,
    ...content,
    training: { ...content.training, codeVersion: `twinloom ${version}` },
    model: {
      file: "model.onnx",
      sha256: createHash("sha256").update(bytes).digest("hex"),
      bytes: bytes.length,
      opset: { ...opset },
    },
  };
  const pretty = JSON.stringify(card, undefined, 2).replace(
    /\[\n\s+(-?[\d.][^\]]*?)\n\s+\]/g,
    (_, list: string) => `[${list.replace(/\s+/g, " ")}]`,
  );
  await writeFile(join(folder, "card.json"), `${pretty}\n`);
  await writeFile(join(folder, "card.html"), cardPage(card));
  return card;
};
