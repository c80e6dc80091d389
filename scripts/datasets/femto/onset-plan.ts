import type { OnsetSettings } from "../../../models/prognosis/onset-recipe.ts";

/** What is watched for the onset: bearing impacts ring between 2 and 10 kHz. */
export const WATCHED = "envelopeRms";

/**
 * For lives that an overload makes as short as a few hours: half an hour to settle, half an hour to show what is usual, a
 * mean over minutes. Six standard deviations, because a bearing's level wanders on its own before it is damaged.
 */
export const ONSET_PLAN: OnsetSettings = {
  runInHours: 0.5,
  baselineHours: 1,
  smoothingHours: 2 / 60,
  limit: 6,
  leastSpread: 0.05,
};
