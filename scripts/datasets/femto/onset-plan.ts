import type { OnsetRule } from "../../../models/prognosis/onset-recipe.ts";

/** What is watched for the onset: bearing impacts ring between 2 and 10 kHz. */
export const WATCHED = "envelopeRms";

/**
 * For lives that an overload makes as short as a few hours: half an hour to settle, half an hour to learn what is usual, two
 * minutes to be sure. The change is the one by which a machine's own alarms go.
 */
export const ONSET_RULE: OnsetRule = { settleHours: 0.5, learnHours: 0.5, changePercent: 5, holdHours: 2 / 60 };
