import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { leaveOneOut } from "./leave-one-out.ts";
import { lifeForecasts } from "./life-forecasts.ts";
import { lifeHash, livesHash } from "./life-hash.ts";
import { loadOnsetModel } from "./load-model.ts";
import { readLives } from "./read-lives.ts";
import { type FemtoScores, scoreLives } from "./score-lives.ts";
import { shareForecasts } from "./share-forecasts.ts";
import { readEnoughLives, type Steps } from "./train.ts";

/** What an evaluation found, with how it was done and on which data. */
export interface Evaluation extends FemtoScores {
  readonly dataset: "femto";
  readonly protocol: string;
  /** SHA-256, hex, of what was read. */
  readonly dataHash: string;
  /** SHA-256, hex; empty where each bearing has a model of its own. */
  readonly model: string;
  /** Bearings whose truth the model has seen. */
  readonly trainedOn: readonly string[];
}

/** A model on the whole lives of bearings. */
export const evaluateModel = async (
  { data, model: folder }: { data: string; model: string },
  { reading }: Steps,
): Promise<Evaluation> => {
  const { card, onset, model } = await loadOnsetModel(folder);
  try {
    const lives = await readLives(data, reading, onset);
    const given = { spread: onset.spread, calibration: card.calibration };
    const found = [];
    for (const life of lives) {
      found.push(lifeForecasts({ life, shares: await shareForecasts(model, life.moments) }, given));
    }
    const { lifeHashes = [] } = card.training;
    const trainedOn = lives.filter((life) => lifeHashes.includes(lifeHash(life))).map(({ name }) => name);
    const warning =
      trainedOn.length > 0 ? `; IT WAS TRAINED ON ${trainedOn.join(", ")}, so it knows the answer there` : "";
    const protocol = `each bearing by the one model${warning}`;
    return {
      dataset: "femto",
      protocol,
      dataHash: livesHash(lives),
      model: model.hash,
      trainedOn,
      ...scoreLives(found),
    };
  } finally {
    await model.close();
  }
};

/** The method: each bearing by a model of all others, with intervals that are calibrated on the others too. */
export const evaluateByLeavingOneOut = async (
  { data, seed }: { data: string; seed: number },
  { reading, fitting }: Steps,
): Promise<Evaluation> => {
  const lives = await readEnoughLives(data, reading);
  const scratch = await mkdtemp(join(tmpdir(), "twinloom-evaluation-"));
  try {
    const leftOut = await leaveOneOut(scratch, lives, seed, fitting);
    const protocol = `each bearing by a model and a calibration of all others, seed ${seed}`;
    const dataHash = livesHash(lives);
    return { dataset: "femto", protocol, dataHash, model: "", trainedOn: [], ...scoreLives(leftOut.lives) };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};
