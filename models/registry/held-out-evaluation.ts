import Type, { type Static } from "typebox";
import { Compile } from "typebox/schema";
import { TwinError } from "../errors/twin-error.ts";
import { registryErrors } from "./errors.ts";

/** How good forecasts were, means over lives (each life counts once: the moments of one are not independent). Hours. */
export const ModelScores = Type.Object({
  maeHours: Type.Number({ minimum: 0, description: "mean absolute error of the median" }),
  winklerHours: Type.Number({ minimum: 0, description: "mean Winkler score of the interval at `confidence`" }),
  coverage: Type.Number({ minimum: 0, maximum: 1, description: "share of truths inside that interval" }),
});
export type ModelScores = Static<typeof ModelScores>;

export const EVALUATION_TAG = "twinloom/model-evaluation@1";

/** A model and the champion of its day on the same lives, which neither was trained, tuned or calibrated on. */
export const HeldOutEvaluation = Type.Object({
  schema: Type.Literal(EVALUATION_TAG),
  protocol: Type.String({ minLength: 1, description: "which lives, and how they were held out, in words" }),
  champion: Type.String({ pattern: "^[0-9a-f]{64}$", description: "hash of the champion it was held against" }),
  confidence: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }),
  lives: Type.Integer({ minimum: 1 }),
  candidateScores: ModelScores,
  championScores: ModelScores,
});
export type HeldOutEvaluation = Static<typeof HeldOutEvaluation>;

const validator = Compile(HeldOutEvaluation);

/** @throws TwinError TWIN-MODEL-007 naming the field and the reason */
export const readEvaluation = (text: string, file: string): HeldOutEvaluation => {
  const value = parse(text, file);
  if (validator.Check(value)) return value;
  const [, [first]] = validator.Errors(value);
  const field = first?.instancePath || "(the whole)";
  throw new TwinError(registryErrors.badEvaluation, { file, field, reason: first?.message ?? "is not valid" });
};

const parse = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TwinError(registryErrors.badEvaluation, { file, field: "(the whole)", reason: "is not JSON" }, cause);
  }
};
