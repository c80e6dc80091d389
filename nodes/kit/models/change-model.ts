import { decide, decideRollback } from "../../../models/registry/decide.ts";
import { findModel } from "../../../models/registry/find-model.ts";
import { judge } from "../../../models/registry/gate.ts";
import { type ModelEvent, subjectOf } from "../../../models/registry/model-event.ts";
import { championOf, type ModelLife, type Registry, registryOf } from "../../../models/registry/registry.ts";
import type { Verdict } from "../../../models/registry/verdict.ts";
import { comparisons } from "../../../models/scoring/comparisons.ts";
import { readGate } from "./kept-gate.ts";
import { readLifeScores } from "./life-scores.ts";
import { addToTrail, type DocumentStore, decisionAfter, readTrail } from "./model-trail.ts";

export type ModelChange =
  | { readonly action: "shadow" | "promote" | "retire"; readonly hash: string }
  /** `subject` is `assetType/component`. */
  | { readonly action: "rollback"; readonly subject: string };

export interface Author {
  readonly by: string;
  /** Empty where the verdict is reason enough. */
  readonly reason: string;
  readonly nowMs: number;
  /** Who writes, such as a node's id. */
  readonly source: string;
}

/**
 * Changes a model's state, by the rules, and adds its line to the audit trail. Running predictors see it with their next
 * forecasts.
 *
 * @throws TwinError TWIN-MODEL-001 to -005, -008, -009
 */
export const changeModel = async (store: DocumentStore, change: ModelChange, author: Author): Promise<ModelEvent> => {
  const trail = await readTrail(store);
  const registry = registryOf(trail);
  const decision = (verdict?: Verdict) =>
    decisionAfter(trail, author.nowMs, author.source, { ...author, reason: author.reason || (verdict?.reason ?? "") });
  const event = await madeOf(store, registry, change, decision);
  await addToTrail(store, event);
  return event;
};

const madeOf = async (
  store: DocumentStore,
  registry: Registry,
  change: ModelChange,
  decision: (verdict?: Verdict) => Parameters<typeof decideRollback>[2],
): Promise<ModelEvent> => {
  if (change.action === "rollback") return decideRollback(registry, change.subject, decision());
  const model = findModel(registry, change.hash);
  if (change.action !== "promote") return decide(registry, change.action, model, decision());
  const verdict = await verdictOn(store, registry, model);
  return decide(registry, "promote", model, decision(verdict), verdict ? { verdict } : {});
};

/** What the gate says of a model beside the reigning champion; undefined where there is none, or it is the one. */
export const verdictOn = async (
  store: DocumentStore,
  registry: Registry,
  model: ModelLife,
): Promise<Verdict | undefined> => {
  const champion = championOf(registry.get(subjectOf(model)));
  if (!champion || champion.hash === model.hash) return undefined;
  const [scores, gate] = [await readLifeScores(store), await readGate(store)];
  return judge(comparisons(model, champion, scores), gate);
};
