import { TwinError } from "../errors/twin-error.ts";
import { registryErrors } from "./errors.ts";
import { MODEL_EVENT_TAG, type ModelAction, type ModelEvent, subjectOf } from "./model-event.ts";
import { championOf, type ModelLife, type Registry, stateAfter } from "./registry.ts";
import type { Verdict } from "./verdict.ts";

/** Who decides, when and why. `id` makes the line unique. */
export interface Decision {
  readonly id: string;
  readonly time: number;
  readonly by: string;
  readonly reason: string;
}

type Version = Pick<ModelLife, "hash" | "assetType" | "component">;

/**
 * The line that an action on a model adds to the audit trail.
 *
 * @param action all but `rollback`
 * @param extra what goes into the line beside: a new model's name, the gate's verdict
 * @throws TwinError TWIN-MODEL-003 where the model's state does not allow it, -004 where the verdict is against it, -008
 *   and -009 without a name or a reason
 */
export const decide = (
  registry: Registry,
  action: Exclude<ModelAction, "rollback">,
  { hash, assetType, component }: Version,
  decision: Decision,
  extra: Partial<Pick<ModelEvent, "name" | "failureMode" | "evaluation" | "verdict">> = {},
): ModelEvent => {
  const lives = registry.get(subjectOf({ assetType, component }));
  const from = lives?.models.get(hash)?.state ?? "none";
  const to = stateAfter(action, from);
  if (!to) throw new TwinError(registryErrors.notAllowed, { hash: short(hash), state: from, action });
  const champion = championOf(lives);
  if (action === "promote") refuseUnlessPassed(hash, champion, extra.verdict);
  return {
    ...line(decision, action),
    ...{ assetType, component, hash, from, to },
    ...(to === "champion" && champion ? { displaced: champion.hash } : {}),
    ...extra,
  };
};

/**
 * The line that makes the champion before this one champion again.
 *
 * @throws TwinError TWIN-MODEL-005 where there was none before, -008 and -009 without a name or a reason
 */
export const decideRollback = (registry: Registry, subject: string, decision: Decision): ModelEvent => {
  const lives = registry.get(subject);
  const displaced = championOf(lives);
  const before = lives?.models.get(lives.reigns.at(-2) ?? "");
  if (!displaced || !before) throw new TwinError(registryErrors.nothingBefore, { subject });
  const { assetType, component, hash, state } = before;
  return {
    ...line(decision, "rollback"),
    ...{ assetType, component, hash, from: state, to: "champion", displaced: displaced.hash },
  };
};

/** Nothing has to be better than no champion. */
const refuseUnlessPassed = (hash: string, champion: ModelLife | undefined, verdict: Verdict | undefined): void => {
  if (!champion || verdict?.passed) return;
  const reason = verdict?.reason ?? "it was not scored";
  throw new TwinError(registryErrors.gate, { hash: short(hash), champion: short(champion.hash), reason });
};

const line = ({ id, time, by, reason }: Decision, action: ModelAction) => {
  if (!by.trim()) throw new TwinError(registryErrors.nobody);
  if (!reason.trim()) throw new TwinError(registryErrors.noReason);
  return { schema: MODEL_EVENT_TAG, id, time, action, by: by.trim(), reason: reason.trim() } as const;
};

const short = (hash: string): string => hash.slice(0, 12);
