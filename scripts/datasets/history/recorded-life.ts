import type { AsFound } from "../../../models/maintenance/as-found.ts";
import type { BaseFeature } from "../../../models/prognosis/base-features.ts";

/** One step of a component's history, as the predictor takes it (`stepMeans`). */
export interface RecordedStep {
  /** Data time at which the step ended, epoch milliseconds. */
  readonly timeMs: number;
  /** Hours of it in which the machine ran. */
  readonly runningHours: number;
  /** Mean of each quantity while it ran; NaN where nothing was measured. */
  readonly means: Float64Array;
}

/** The part of a component's life that a closed work order ended, with what was measured in it. */
export interface RecordedLife {
  /** Id of the work order that ended it. */
  readonly order: string;
  readonly asset: string;
  readonly failureMode: string;
  /** `failed` is a confirmed failure; any other life is censored: nobody knows how long it would have gone on. */
  readonly asFound: AsFound;
  readonly causeCode: string;
  readonly endMs: number;
  readonly steps: readonly RecordedStep[];
}

/** Lives of one component of machines of one type. */
export interface RecordedHistory {
  readonly assetType: string;
  readonly component: string;
  /** What the means are of, in their order. */
  readonly quantities: readonly Pick<BaseFeature, "name" | "unit">[];
  readonly lives: readonly RecordedLife[];
}

export const confirmedFailures = ({ lives }: Pick<RecordedHistory, "lives">): readonly RecordedLife[] =>
  lives.filter(({ asFound }) => asFound === "failed");
