import type { PhysicsModel } from "./physics-model.ts";

/** A factor on a wear rate that differs from machine to machine and that no sensor shows: log-normal with median 1. */
export interface HiddenFactor {
  /** Key in the state. */
  readonly key: string;
  readonly logSd: number;
}

/** The hidden wear-rate factors in a model's state. */
export const hiddenFactors = (model: PhysicsModel): readonly HiddenFactor[] =>
  model.damage.flatMap(({ rate, rateSpread }) => (rate && rateSpread > 0 ? [{ key: rate, logSd: rateSpread }] : []));
