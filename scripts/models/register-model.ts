import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { decide } from "../../models/registry/decide.ts";
import { readEvaluation } from "../../models/registry/held-out-evaluation.ts";
import type { ModelEvent } from "../../models/registry/model-event.ts";
import { registryOf } from "../../models/registry/registry.ts";
import type { Author } from "../../nodes/kit/models/change-model.ts";
import { keepModelFiles } from "../../nodes/kit/models/model-files.ts";
import { addToTrail, type DocumentStore, decisionAfter, readTrail } from "../../nodes/kit/models/model-trail.ts";
import { onnxRunner } from "../../nodes/rul-predictor/onnx/onnx-runner.ts";
import { loadModelFolder } from "../../nodes/rul-predictor/shipped-models.ts";

/**
 * Takes a trained model into the registry as a candidate: it is loaded and held against its card, its files are copied, and
 * its line is added to the audit trail.
 *
 * @param folder with `card.json`, the model and, if there is one, `evaluation.json`
 * @param evaluationFile another place of the evaluation on held-out lives
 * @throws TwinError TWIN-PROGNOSIS-001 and -005, TWIN-RUL-004 to -008 and -012 (model), TWIN-MODEL-003 (registered already),
 *   -006, -007
 */
export const registerModel = async (
  store: DocumentStore,
  home: string,
  folder: string,
  author: Author,
  evaluationFile = join(folder, "evaluation.json"),
): Promise<ModelEvent> => {
  const { card, model } = await loadModelFolder(onnxRunner, folder);
  await model.close();
  const evaluation = existsSync(evaluationFile)
    ? { evaluation: readEvaluation(await readFile(evaluationFile, "utf8"), evaluationFile) }
    : {};
  const { assetType, component, name, failureMode } = card;
  const trail = await readTrail(store);
  const decision = decisionAfter(trail, author.nowMs, author.source, author);
  const version = { hash: card.model.sha256, assetType, component };
  const event = decide(registryOf(trail), "register", version, decision, { name, failureMode, ...evaluation });
  await keepModelFiles(folder, home, version.hash);
  await addToTrail(store, event);
  return event;
};
