import { TwinError } from "../../models/errors/twin-error.ts";
import type { ModelCard } from "../../models/prognosis/model-card.ts";
import { championOf } from "../../models/registry/registry.ts";
import type { LoadedModel } from "../../nodes/kit/model-runner.ts";
import { modelFolder } from "../../nodes/kit/models/model-files.ts";
import type { DocumentStore } from "../../nodes/kit/models/model-trail.ts";
import { installShipped } from "../../nodes/rul-predictor/install-shipped.ts";
import { onnxRunner } from "../../nodes/rul-predictor/onnx/onnx-runner.ts";
import { loadModelFolder, shippedModelFolder } from "../../nodes/rul-predictor/shipped-models.ts";
import type { MachineType } from "../datasets/history/machine-type.ts";
import { retrainErrors } from "./errors.ts";

/**
 * Loads the champion of a component, which comes with Twinloom where nobody has promoted another. The caller closes the model.
 *
 * @throws TwinError TWIN-RETRAIN-002 and -003, TWIN-PROGNOSIS-001 and -005, TWIN-RUL-004 to -008 and -012
 */
export const reigningModel = async (
  store: DocumentStore,
  home: string,
  { type, bases }: MachineType,
  component: string,
): Promise<{ readonly card: ModelCard; readonly model: LoadedModel }> => {
  const subject = `${type.id}/${component}`;
  const installation = { store, home, root: shippedModelFolder(), source: `command-${process.pid}`, nowMs: Date.now() };
  const champion = championOf((await installShipped(type, installation)).get(subject));
  if (!champion) throw new TwinError(retrainErrors.noChampion, { subject });
  const { card, model } = await loadModelFolder(onnxRunner, modelFolder(home, champion.hash));
  const differs = bases.find(({ name }, i) => card.baseFeatures[i]?.name !== name);
  if (!differs && bases.length === card.baseFeatures.length) return { card, model };
  await model.close();
  const reason = `${differs?.name ?? "one of them"} is not in their place`;
  throw new TwinError(retrainErrors.otherFeatures, { subject, reason });
};
