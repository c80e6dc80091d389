import Type, { type Static } from "typebox";
import { Compile } from "typebox/schema";

export const RETRAIN_EVERY = ["off", "monthly", "quarterly"] as const;

/** When new candidates are made by themselves. They stay candidates: to let one forecast is for a person. */
export const RetrainPlan = Type.Object({
  every: Type.Enum([...RETRAIN_EVERY]),
  /** Confirmed failures that the champion was not trained on; with fewer there is nothing to learn yet. */
  failures: Type.Integer({ minimum: 1, maximum: 1000 }),
});
export type RetrainPlan = Static<typeof RetrainPlan>;

/** Off: training needs Python and its packages, which nobody should find on a plant's machine by surprise. */
export const RETRAIN_DEFAULTS: RetrainPlan = { every: "off", failures: 3 };

const validator = Compile(RetrainPlan);
export const isRetrainPlan = (value: unknown): value is RetrainPlan => validator.Check(value);

const DAY_MS = 86_400_000;
const PERIOD_DAYS = { monthly: 30, quarterly: 91 } as const;

/**
 * Whether a component's model is to be retrained by now.
 *
 * @param lastMs when a candidate of it was last made so; undefined: never
 */
export const isRetrainDue = ({ every }: RetrainPlan, lastMs: number | undefined, nowMs: number): boolean =>
  every !== "off" && (lastMs === undefined || nowMs - lastMs >= PERIOD_DAYS[every] * DAY_MS);
