import Type, { type Static } from "typebox";
import { Calibration } from "./calibration.ts";

export const HYBRID_TAG = "twinloom/hybrid@1";

const Sha256 = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Weight = Type.Number({ minimum: 0, maximum: 1 });

/**
 * How the physics and the trained model of one component are joined, and what each was worth on machines that the trained
 * model was not fitted to: `hybrid.json` beside `card.json`.
 */
export const HybridCard = Type.Object(
  {
    schema: Type.Literal(HYBRID_TAG),
    assetType: Type.String({ minLength: 1 }),
    component: Type.String({ minLength: 1 }),
    /** Of `model.onnx`: with another model these weights mean nothing. */
    learnedSha256: Sha256,
    /** Over the physics model's id and its own parameters. */
    physicsSha256: Sha256,
    /** Quantiles of both are read at these probabilities. */
    levels: Type.Array(Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }), { minItems: 2 }),
    /**
     * Share of the trained model in the forecast, where the physics forecasts `nearHours` or less and where `farHours` or
     * more; between them along ln(1 + hours).
     */
    weight: Type.Object(
      { nearHours: Type.Number({ minimum: 0 }), near: Weight, farHours: Type.Number({ minimum: 0 }), far: Weight },
      { additionalProperties: false },
    ),
    /** Of the physics alone. */
    physicsCalibration: Calibration,
    /** Of both together. */
    calibration: Calibration,
    fitted: Type.Object(
      {
        data: Type.String(),
        lives: Type.Integer(),
        momentsPerLife: Type.Integer(),
        samples: Type.Integer(),
        seed: Type.Integer(),
        codeVersion: Type.String(),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type HybridCard = Static<typeof HybridCard>;
