import type { SavedAsset } from "./tracked-asset.ts";

/** A stored estimate as far as its outline goes; the estimator itself checks the rest. Undefined for anything else. */
export const readSaved = (body: unknown): SavedAsset | undefined => {
  const saved = body as Partial<SavedAsset> | null | undefined;
  const whole =
    saved?.version === 1 &&
    Array.isArray(saved.estimator?.states) &&
    Array.isArray(saved.estimator.logWeights) &&
    Array.isArray(saved.estimator.keys) &&
    typeof saved.firstMs === "number" &&
    typeof saved.habit === "object" &&
    typeof saved.maintainedAt === "object";
  return whole ? (saved as SavedAsset) : undefined;
};
