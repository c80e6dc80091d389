import { join } from "node:path";
import { allOf } from "../../training/all-of.ts";
import type { Progress } from "../progress-bar.ts";
import type { BearingLife } from "./bearing-life.ts";
import { fitLives } from "./fit-lives.ts";
import { shareForecasts } from "./share-forecasts.ts";

/** A life, and what a model that has not seen it forecasts at each of its moments: the share of life left. */
export interface Unseen {
  readonly life: BearingLife;
  readonly shares: readonly number[];
}

/** Forecasts of `of` by a model of all lives but it and `butAlso` (which may be the same). */
export type UnseenForecasts = (of: BearingLife, butAlso: BearingLife) => Unseen;

/** Fits at the same time: as many as most machines have cores to spare. */
const AT_ONCE = 2;

/**
 * One model without each life, and one without each two lives: what leaving one out takes whose intervals are calibrated on
 * the others alone.
 *
 * @param folder gets tables and models
 * @param progress is told of the models
 */
export const forecastUnseen = async (
  folder: string,
  lives: readonly BearingLife[],
  seed: number,
  progress?: Progress,
): Promise<UnseenForecasts> => {
  const leftOut = lives.flatMap((a, i) => lives.slice(i).map((b) => [...new Set([a, b])]));
  progress?.begin(leftOut.length);
  const found = new Map<string, Unseen>();
  await allOf(leftOut, AT_ONCE, async (unseen, place) => {
    const rest = lives.filter((life) => !unseen.includes(life));
    const { model } = await fitLives(join(folder, `without-${place}`), rest, seed);
    for (const life of unseen) {
      for (const other of unseen.length > 1 ? unseen.filter((one) => one !== life) : [life]) {
        found.set(keyOf(life, other), { life, shares: await shareForecasts(model, life.moments) });
      }
    }
    await model.close();
    progress?.step();
  });
  return (of, butAlso) => {
    const forecast = found.get(keyOf(of, butAlso));
    if (!forecast) throw new Error(`no model without ${of.name} and ${butAlso.name} was fitted`);
    return forecast;
  };
};

const keyOf = (a: BearingLife, b: BearingLife): string => `${a.name} ${b.name}`;
