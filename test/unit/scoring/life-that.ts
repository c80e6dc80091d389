import type { LifeScore } from "../../../models/scoring/life-score.ts";

/** A life whose forecasts held the truth with a share of `held`. */
export const lifeThat = (held: number, endMs: number, hash = "h"): LifeScore => ({
  ...{ schema: "twinloom/life-score@1", order: `${endMs}`, asset: "pump-1", assetType: "pump", component: "bearing" },
  ...{ failureMode: "wear", causeCode: "2.1", asFound: "failed", model: { name: "m", hash }, engine: "onnx" },
  ...{ roles: ["champion"], flowRevisions: [], fromMs: 0, endMs, forecasts: 9, outcome: "foretold", pairs: [] },
  metrics: {
    ...{ maeHours: 1, rmseHours: 1, winklerHours: 1, meanWidthHours: 1, alphaShare: 1, alphaLambda: true },
    ...{ coverage: { "50": held, "80": held, "90": held }, prognosticHorizonHours: 1 },
  },
  fan: { times: [], lowHours: [], rulHours: [], highHours: [] },
});
