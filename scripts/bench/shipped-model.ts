import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readModelCard } from "../../models/prognosis/read-model-card.ts";
import { shippedModelFolder } from "../../nodes/rul-predictor/shipped-models.ts";
import type { Expected } from "../training/write-expected.ts";

/** A shipped model as the sections measure it: its card, its file, and rows that are typical of it. */
export const shippedModel = async (name: string) => {
  const folder = join(shippedModelFolder(), name);
  const text = (file: string): Promise<string> => readFile(join(folder, file), "utf8");
  const card = readModelCard(await text("card.json"), name);
  const { rows }: Expected = JSON.parse(await text("expected.json"));
  const file = join(folder, card.model.file);
  return { card, file, bytes: await readFile(file), rows: rows.map((row) => Float32Array.from(row)) };
};
