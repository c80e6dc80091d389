import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { ModelCard } from "../../models/prognosis/model-card.ts";
import { EVALUATION_TAG, type HeldOutEvaluation, type ModelScores } from "../../models/registry/held-out-evaluation.ts";
import type { ModelEvent } from "../../models/registry/model-event.ts";
import type { LoadedModel } from "../../nodes/kit/model-runner.ts";
import type { Author } from "../../nodes/kit/models/change-model.ts";
import type { Recorded } from "../../nodes/store/embedded/open-recorded.ts";
import { historyRows } from "../datasets/history/history-rows.ts";
import { machineType } from "../datasets/history/machine-type.ts";
import { recordedHistory } from "../datasets/history/recorded-history.ts";
import { confirmedFailures } from "../datasets/history/recorded-life.ts";
import { registerModel } from "../models/register-model.ts";
import { metricsOf } from "../training/metrics-of.ts";
import { historyTableFeatures } from "../training/plant-card.ts";
import { trainingPython } from "../training/python.ts";
import { LEVELS } from "../training/training-plan.ts";
import { candidateDrift } from "./candidate-drift.ts";
import { retrainErrors } from "./errors.ts";
import type { FieldLife } from "./field-life.ts";
import { type Candidate, fitCandidate } from "./fit-candidate.ts";
import { forecastLives, type Rows } from "./forecast-lives.ts";
import { CONFIDENCE, judgeLives, meanScores } from "./judge-lives.ts";
import { originalLives } from "./original-lives.ts";
import { BAND_EDGES_HOURS, protocolOf } from "./protocol.ts";
import { refuseAgain } from "./refuse-again.ts";
import { reigningModel } from "./reigning-model.ts";
import { writeCandidate } from "./write-candidate.ts";

export interface RetrainJob {
  readonly store: Recorded;
  /** File of the store, for errors. */
  readonly file: string;
  readonly home: string;
  readonly assetType: string;
  readonly component: string;
  /** Confirmed failures that the champion was not trained on: with fewer nothing is done. */
  readonly least: number;
  readonly author: Author;
}

/** Both models on the lives of one kind. */
export interface Compared {
  readonly lives: number;
  readonly candidate: ModelScores;
  readonly champion: ModelScores;
}

export interface Retrained {
  readonly event: ModelEvent;
  readonly candidate: string;
  readonly champion: string;
  /** Lives of this plant that it was trained on, and how many of them the champion was not. */
  readonly failures: number;
  readonly fresh: number;
  /** Lives that were cut off before a failure, and left out. */
  readonly censored: number;
  readonly weight: number;
  /** On confirmed failures that neither model was trained on, and on simulated machines. */
  readonly confirmed: Compared;
  readonly simulated?: Compared;
}

/**
 * Builds a candidate from the confirmed failures in a store and the data that the champion was trained on, holds it against the
 * champion on lives that neither was trained on, and registers it with both scores. Nothing else changes: to let it forecast
 * is for a person, and the gate.
 *
 * @throws TwinError TWIN-RETRAIN-001 to -003 and -006, TWIN-LIVES-001 to -003, TWIN-TRAINING-001 to -003, TWIN-MODEL-003
 */
export const retrain = async (job: RetrainJob): Promise<Retrained> => {
  const { store, file, home, component, least, author } = job;
  const kind = await machineType(job.assetType, component);
  const subject = `${kind.type.id}/${component}`;
  const history = await recordedHistory(store, file, kind, component);
  const reigning = await reigningModel(store, home, kind, component);
  const scratch = await mkdtemp(join(tmpdir(), "twinloom-retrain-"));
  try {
    const field = confirmedFailures(history)
      .map((life): FieldLife => ({ life, rows: historyRows(kind, history, life) }))
      .filter(({ rows }) => rows.length > 0);
    const fresh = field.map(({ life }) => !reigning.card.training.confirmed?.includes(life.order));
    const found = fresh.filter(Boolean).length;
    if (found < least) throw new TwinError(retrainErrors.nothingNew, { subject, found, wanted: least });
    const orders = field.map(({ life }) => life.order);
    await refuseAgain(store, home, subject, orders);
    await trainingPython();
    const original = originalLives(kind.type, reigning.card);
    const { seed } = reigning.card.training;
    const features = historyTableFeatures(kind.bases);
    const candidate = await fitCandidate({ folder: scratch, features, original: original.rows, field, seed });
    const { fitted, weight } = candidate;
    const judged = await forecastLives(fitted.model, candidate.calibration, LEVELS, original.rows.test);
    const confirmed = await compareHeld(candidate, fresh, reigning);
    const simulated = await compareTested(judgeLives(judged), original.rows.test, reigning);
    const lives = [...judged, ...candidate.held];
    const metrics = metricsOf(lives.flat(), protocolOf(field.length, judged.length), lives.length, BAND_EDGES_HOURS);
    await fitted.model.close();
    const folder = join(scratch, "candidate");
    const drift = candidateDrift(kind, history, original, field, weight);
    await writeCandidate(folder, { kind, component, candidate, field, metrics, seed, ...(drift ? { drift } : {}) });
    const evaluation = evaluationOf(reigning.model.hash, confirmed, simulated);
    await writeFile(join(folder, "evaluation.json"), `${JSON.stringify(evaluation, null, 2)}\n`);
    const event = await registerModel(store, home, folder, {
      ...author,
      reason: author.reason || `retrained with ${field.length} confirmed failures, ${found} of them new`,
    });
    return {
      ...{ event, candidate: event.hash, champion: reigning.model.hash, failures: field.length, fresh: found, weight },
      censored: history.lives.length - confirmedFailures(history).length,
      confirmed,
      ...(simulated ? { simulated } : {}),
    };
  } finally {
    await reigning.model.close();
    await rm(scratch, { recursive: true, force: true });
  }
};

interface Reigning {
  readonly card: ModelCard;
  readonly model: LoadedModel;
}

const championOn = async ({ card, model }: Reigning, lives: Rows): Promise<ModelScores> =>
  judgeLives(await forecastLives(model, card.calibration, card.quantileLevels, lives));

/** On the confirmed lives that the champion was not trained on, each forecast by a model that had not seen it either. */
const compareHeld = async (
  { held, moments }: Candidate,
  fresh: readonly boolean[],
  reigning: Reigning,
): Promise<Compared> => ({
  lives: fresh.filter(Boolean).length,
  candidate: judgeLives(held.filter((_, i) => fresh[i])),
  champion: await championOn(
    reigning,
    moments.filter((_, i) => fresh[i]),
  ),
});

const compareTested = async (candidate: ModelScores, test: Rows, reigning: Reigning): Promise<Compared | undefined> =>
  test.length > 0 ? { lives: test.length, candidate, champion: await championOn(reigning, test) } : undefined;

const evaluationOf = (champion: string, confirmed: Compared, simulated: Compared | undefined): HeldOutEvaluation => ({
  schema: EVALUATION_TAG,
  protocol:
    `${confirmed.lives} confirmed failures that the champion was not trained on, each forecast at moments evenly over its life by ` +
    "a model of the candidate's kind that was trained and calibrated on all lives but a group with this one in it" +
    (simulated
      ? `; and ${simulated.lives} simulated machines that neither model has seen. Both kinds of lives count alike.`
      : "."),
  champion,
  confidence: CONFIDENCE,
  lives: confirmed.lives,
  candidateScores: simulated ? meanScores(confirmed.candidate, simulated.candidate) : confirmed.candidate,
  championScores: simulated ? meanScores(confirmed.champion, simulated.champion) : confirmed.champion,
});
