import type { KeptAsset } from "./kept-asset.ts";
import type { TrainedModel } from "./shipped-models.ts";

/** Under which a shadow's history is kept; a champion's is kept under its component. */
export const shadowName = ({ card, model }: TrainedModel): string => `${card.component}@${model.hash.slice(0, 12)}`;

const baseNames = ({ card }: TrainedModel): readonly string[] => card.baseFeatures.map(({ name }) => name);

/** A history with what it is a history of, so that no other model reads it as its own. */
export const withBases = (history: unknown, trained: TrainedModel): unknown =>
  typeof history === "object" && history !== null ? { ...history, bases: baseNames(trained) } : history;

/**
 * The kept history that a model goes on with: its own from when it was a shadow, else that of the component's champion, which
 * is the same wherever both are made of the same features. Undefined if there is none.
 */
export const keptHistory = (kept: KeptAsset | undefined, trained: TrainedModel): unknown => {
  const { [shadowName(trained)]: own, [trained.card.component]: champions } = kept?.engines ?? {};
  return [own, champions].find((history) => history !== undefined && history !== null && isOf(history, trained));
};

const isOf = (history: unknown, trained: TrainedModel): boolean => {
  const { bases } = history as { readonly bases?: unknown };
  return bases === undefined || JSON.stringify(bases) === JSON.stringify(baseNames(trained));
};
