import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { shippedModelFolder } from "../../nodes/rul-predictor/shipped-models.ts";
import { error, type Finding, orOk, type Place } from "./finding.ts";

const CHECK = "models";
const AGAIN = "Put the model's folder back as it was, or register the model again: twinloom models register FOLDER";

/** Whether each model file is the one that its card, and the registry, names by its hash. */
export const checkModels = ({ home }: Place): readonly Finding[] => {
  const registered = foldersIn(join(home, "models")).filter(({ name }) => /^[0-9a-f]{64}$/.test(name));
  const shipped = foldersIn(shippedModelFolder());
  const found = [
    ...registered.flatMap(({ name, folder }) => checkFolder(folder, AGAIN, name)),
    ...shipped.flatMap(({ folder }) => checkFolder(folder, "Install Twinloom again")),
  ];
  return orOk(
    found,
    CHECK,
    `${shipped.length} shipped and ${registered.length} registered models are what their cards say`,
  );
};

const checkFolder = (folder: string, todo: string, registered?: string): readonly Finding[] => {
  try {
    const { model } = JSON.parse(readFileSync(join(folder, "card.json"), "utf8"));
    const hash = createHash("sha256")
      .update(readFileSync(join(folder, String(model.file))))
      .digest("hex");
    const wanted: string = registered ?? String(model.sha256);
    if (hash === wanted && hash === model.sha256) return [];
    return [error(CHECK, `${folder} holds the model ${hash.slice(0, 12)} and not ${wanted.slice(0, 12)}`, todo)];
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return [error(CHECK, `The model in ${folder} can't be read: ${reason}`, todo)];
  }
};

const foldersIn = (parent: string): readonly { readonly name: string; readonly folder: string }[] =>
  (existsSync(parent) ? readdirSync(parent, { withFileTypes: true }) : [])
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, folder: join(parent, name) }));
