import { TwinError } from "../../models/errors/twin-error.ts";
import { isRetrainPlan, type RetrainPlan } from "../../models/registry/retrain-plan.ts";
import type { RetrainRun } from "../../models/registry/retrain-run.ts";
import { keepRetrainPlan, readRetrainPlan, readRetrainRuns } from "../../nodes/kit/models/kept-retrain.ts";
import type { DocumentStore } from "../../nodes/kit/models/model-trail.ts";
import { retrainErrors } from "../retrain/errors.ts";

export interface WantedPlan {
  readonly every?: string;
  readonly failures?: number;
}

/**
 * Sets what is given of the plan that models are retrained by, and tells it with what came of it last.
 *
 * @throws TwinError TWIN-RETRAIN-004
 */
export const retraining = async (store: DocumentStore, wanted: WantedPlan) => {
  const known = await readRetrainPlan(store);
  const plan = { every: wanted.every ?? known.every, failures: wanted.failures ?? known.failures };
  if (!isRetrainPlan(plan)) {
    const range = "off, monthly or quarterly, and 1 to 1000 failures";
    throw new TwinError(retrainErrors.badPlan, { value: JSON.stringify(plan), range });
  }
  if (JSON.stringify(plan) !== JSON.stringify(known)) await keepRetrainPlan(store, plan, Date.now());
  const runs = await readRetrainRuns(store);
  return { json: { plan, runs }, text: [planText(plan), ...runs.map(runText)].join("") };
};

const planText = ({ every, failures }: RetrainPlan): string =>
  every === "off" ? "never by itself\n" : `${every}, with ${failures} new confirmed failures or more\n`;

const runText = ({ subject, state, time, hash, reason }: RetrainRun): string =>
  `${new Date(time).toISOString()}  ${subject}  ${state}${hash ? `  ${hash.slice(0, 12)}` : ""}${reason ? `  ${reason}` : ""}\n`;
