import Type, { type Static } from "typebox";
import { Compile } from "typebox/schema";

/** The gate's numbers: what a shadow must show before it becomes champion. */
export const GateSettings = Type.Object({
  minimumLives: Type.Integer({ minimum: 1, maximum: 1000 }),
  betterPercent: Type.Number({ minimum: 0, maximum: 90 }),
  coverageWithinPoints: Type.Number({ minimum: 0, maximum: 50 }),
});
export type GateSettings = Static<typeof GateSettings>;

/**
 * Three lives, 5 % and 10 points: with fewer lives one lucky forecast decides, and a gain that small a difference of
 * seeds gives. Ten points is what the coverage of a few lives strays by chance.
 */
export const GATE_DEFAULTS: GateSettings = { minimumLives: 3, betterPercent: 5, coverageWithinPoints: 10 };

const validator = Compile(GateSettings);
export const isGateSettings = (value: unknown): value is GateSettings => validator.Check(value);
