import { isRetrainPlan, RETRAIN_DEFAULTS, type RetrainPlan } from "../../../models/registry/retrain-plan.ts";
import { isRetrainRun, type RetrainRun } from "../../../models/registry/retrain-run.ts";
import type { DocumentStore } from "./model-trail.ts";

const [SETTINGS, PLAN] = ["model-settings", "retrain"];
const RUNS = "retrain-runs";

/** When models are retrained by themselves, as it was set last; the default if it never was. */
export const readRetrainPlan = async (store: DocumentStore): Promise<RetrainPlan> => {
  const body = (await store.getDocument(SETTINGS, PLAN))?.body;
  return isRetrainPlan(body) ? body : RETRAIN_DEFAULTS;
};

/** Sets it for all that retrain: `twinloom start`, and whatever calls `twinloom retrain --due`. */
export const keepRetrainPlan = (store: DocumentStore, plan: RetrainPlan, nowMs: number): Promise<void> =>
  store.putDocument({ collection: SETTINGS, id: PLAN, timeMs: nowMs, owner: "", body: plan });

/** The last run of each component. */
export const readRetrainRuns = async (store: DocumentStore): Promise<readonly RetrainRun[]> =>
  (await store.listDocuments({ collection: RUNS })).map(({ body }) => body).filter(isRetrainRun);

export const keepRetrainRun = (store: DocumentStore, run: RetrainRun): Promise<void> =>
  store.putDocument({ collection: RUNS, id: run.subject, timeMs: run.time, owner: run.subject, body: run });
