import { TwinError } from "../../../models/errors/twin-error.ts";
import { onnxRunner } from "../../../nodes/rul-predictor/onnx/onnx-runner.ts";
import { loadModelFolder } from "../../../nodes/rul-predictor/shipped-models.ts";
import { evenMoments } from "../../retrain/field-life.ts";
import { forecastLives } from "../../retrain/forecast-lives.ts";
import { TEST_ROWS } from "../../training/training-plan.ts";
import { livesErrors } from "./errors.ts";
import { readFieldLives } from "./read-field-lives.ts";
import { type LifeScores, scoreLives } from "./score-lives.ts";

/** What an evaluation found, with how it was done and on which data. */
export interface HistoryEvaluation extends LifeScores {
  readonly dataset: "history";
  readonly subset: string;
  readonly protocol: string;
  /** SHA-256, hex. */
  readonly dataHash: string;
  readonly model: string;
  /** Lives that the model was trained on, and lives that were cut off before a failure: both are left out. */
  readonly trainedOn: number;
  readonly censored: number;
}

/**
 * Scores a model on the lives of an exported history that ended in a failure and that it was not trained on.
 *
 * @throws TwinError TWIN-LIVES-001 to -008, TWIN-PROGNOSIS-001 and -005, TWIN-RUL-004 to -008
 */
export const evaluateHistory = async (data: string, folder: string, assetType?: string): Promise<HistoryEvaluation> => {
  const { kind, component, field, censored, sha256 } = await readFieldLives(data, assetType);
  const { card, model } = await loadModelFolder(onnxRunner, folder);
  try {
    const of = `${card.assetType} ${card.component}`;
    if (of !== `${kind.type.id} ${component}`)
      throw new TwinError(livesErrors.otherModel, { folder, reason: `it forecasts ${of}` });
    const differs = kind.bases.find(({ name }, i) => card.baseFeatures[i]?.name !== name);
    if (differs || kind.bases.length !== card.baseFeatures.length)
      throw new TwinError(livesErrors.otherModel, { folder, reason: "it reads other features" });
    const fresh = field.filter(({ life }) => !card.training.confirmed?.includes(life.order));
    const wanted = { where: `${data}, without what the model was trained on,`, found: fresh.length, wanted: 1 };
    if (fresh.length === 0) throw new TwinError(livesErrors.tooFewLives, wanted);
    const moments = fresh.map(({ rows }) => evenMoments(rows, TEST_ROWS));
    const judged = await forecastLives(model, card.calibration, card.quantileLevels, moments);
    const lives = fresh.map(({ life }, i) => ({ life, judged: judged[i] ?? [] }));
    return {
      dataset: "history",
      subset: `${kind.type.id}/${component}`,
      protocol: `${TEST_ROWS} moments evenly over each life that ended in a confirmed failure and that the model was not trained on`,
      dataHash: sha256,
      model: model.hash,
      trainedOn: field.length - fresh.length,
      censored,
      ...scoreLives(lives, card.longestHours),
    };
  } finally {
    await model.close();
  }
};
