import type { HeldOutEvaluation } from "./held-out-evaluation.ts";
import { type ModelAction, type ModelEvent, type ModelState, subjectOf } from "./model-event.ts";

/** One version of a model as it stands now, and by whose decision. */
export interface ModelLife {
  readonly hash: string;
  readonly assetType: string;
  readonly component: string;
  readonly name: string;
  readonly failureMode: string;
  /** Came with Twinloom, or was registered by somebody. */
  readonly shipped: boolean;
  readonly state: ModelState;
  /** Epoch milliseconds since when it is in this state. */
  readonly since: number;
  readonly by: string;
  readonly reason: string;
  readonly evaluation?: HeldOutEvaluation;
}

/** All versions for one component of one asset type. */
export interface SubjectLives {
  readonly subject: string;
  /** By hash, in the order they were registered in. */
  readonly models: ReadonlyMap<string, ModelLife>;
  /** Hashes of the champions that would be gone back to, the reigning one last. */
  readonly reigns: readonly string[];
}

/** By subject, see `subjectOf`. */
export type Registry = ReadonlyMap<string, SubjectLives>;

/** From which states an action leads where; a state that is not listed refuses it. */
const TRANSITIONS: Readonly<Record<ModelAction, { from: readonly (ModelState | "none")[]; to: ModelState }>> = {
  register: { from: ["none"], to: "candidate" },
  install: { from: ["none", "candidate", "shadow", "retired"], to: "champion" },
  shadow: { from: ["candidate", "retired"], to: "shadow" },
  promote: { from: ["shadow"], to: "champion" },
  rollback: { from: ["retired", "candidate", "shadow"], to: "champion" },
  retire: { from: ["candidate", "shadow"], to: "retired" },
};

/** The state that an action leads to; undefined where it is not allowed. */
export const stateAfter = (action: ModelAction, from: ModelState | "none"): ModelState | undefined =>
  TRANSITIONS[action].from.includes(from) ? TRANSITIONS[action].to : undefined;

/**
 * The states that the audit trail's lines lead to, in the order of their times. Whoever becomes champion takes the place of
 * the one that reigns, whatever the line says, so that there is never more than one; a line that the state of its model
 * does not allow (two decided at the same moment) changes nothing.
 */
export const registryOf = (events: readonly ModelEvent[]): Registry => {
  const registry = new Map<string, SubjectLives>();
  for (const event of events.toSorted((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1))) {
    const subject = subjectOf(event);
    registry.set(subject, afterEvent(registry.get(subject) ?? { subject, models: new Map(), reigns: [] }, event));
  }
  return registry;
};

const afterEvent = (lives: SubjectLives, event: ModelEvent): SubjectLives => {
  const { hash, time: since, by, reason, action } = event;
  const known = lives.models.get(hash);
  const state = stateAfter(action, known?.state ?? "none");
  if (!state) return lives;
  const models = new Map(lives.models);
  const reigning = lives.reigns.at(-1);
  const displaced = models.get(reigning ?? "");
  if (state === "champion" && displaced)
    models.set(displaced.hash, { ...displaced, state: "retired", since, by, reason });
  models.set(hash, { ...(known ?? newLife(event)), state, since, by, reason });
  return { ...lives, models, reigns: reignsAfter(lives.reigns, event, state) };
};

/** Going back ends the reigns since then; any other new champion follows the one that reigned. */
const reignsAfter = (reigns: readonly string[], { hash, action }: ModelEvent, state: ModelState): readonly string[] => {
  if (state !== "champion") return reigns;
  const before = action === "rollback" ? reigns.slice(0, -1).lastIndexOf(hash) : -1;
  return before >= 0 ? reigns.slice(0, before + 1) : [...reigns, hash];
};

const newLife = ({ hash, assetType, component, name, failureMode, action, evaluation }: ModelEvent) => ({
  ...{ hash, assetType, component },
  name: name ?? hash.slice(0, 12),
  failureMode: failureMode ?? "",
  shipped: action === "install",
  ...(evaluation ? { evaluation } : {}),
});

export const championOf = (lives: SubjectLives | undefined): ModelLife | undefined =>
  lives?.models.get(lives.reigns.at(-1) ?? "");

export const shadowsOf = (lives: SubjectLives | undefined): readonly ModelLife[] =>
  [...(lives?.models.values() ?? [])].filter(({ state }) => state === "shadow");
