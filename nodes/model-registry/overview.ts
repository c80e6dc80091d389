import { type Comparison, judge } from "../../models/registry/gate.ts";
import type { GateSettings } from "../../models/registry/gate-settings.ts";
import type { ModelEvent } from "../../models/registry/model-event.ts";
import { championOf, type ModelLife, registryOf } from "../../models/registry/registry.ts";
import type { Verdict } from "../../models/registry/verdict.ts";
import { comparisons } from "../../models/scoring/comparisons.ts";
import type { LifeScore } from "../../models/scoring/life-score.ts";
import { type Tally, tally } from "../../models/scoring/tally.ts";

export const MODELS_TAG = "twinloom/models@1";

export interface ShownModel extends ModelLife {
  /** What became of its forecasts in life; absent before the first confirmed end of a life. */
  readonly tally?: Tally;
  /** What the gate says of it beside the champion. */
  readonly verdict?: Verdict;
}

/** All that a page shows of the registry. */
export interface ModelsOverview {
  readonly schema: typeof MODELS_TAG;
  readonly gate: GateSettings;
  readonly subjects: readonly {
    readonly subject: string;
    readonly assetType: string;
    readonly component: string;
    readonly canGoBack: boolean;
    readonly models: readonly ShownModel[];
  }[];
  /** Newest first. */
  readonly audit: readonly ModelEvent[];
}

const AUDIT_LINES = 50;

export const overview = (
  trail: readonly ModelEvent[],
  scores: readonly LifeScore[],
  gate: GateSettings,
): ModelsOverview => {
  const tallies = new Map(tally(scores).map((one) => [one.model.hash, one]));
  const subjects = Array.from(registryOf(trail).values(), (lives) => {
    const champion = championOf(lives);
    const models = Array.from(lives.models.values(), (model): ShownModel => {
      const counted = tallies.get(model.hash);
      const shown: Comparison[] = champion && model.hash !== champion.hash ? comparisons(model, champion, scores) : [];
      const verdict = model.state === "shadow" && champion ? { verdict: judge(shown, gate) } : {};
      return { ...model, ...(counted ? { tally: counted } : {}), ...verdict };
    });
    const [assetType = "", component = ""] = lives.subject.split("/");
    return { subject: lives.subject, assetType, component, canGoBack: lives.reigns.length > 1, models };
  });
  return { schema: MODELS_TAG, gate, subjects, audit: trail.slice(0, AUDIT_LINES) };
};
