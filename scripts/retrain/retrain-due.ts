import { TwinError } from "../../models/errors/twin-error.ts";
import { championOf, registryOf } from "../../models/registry/registry.ts";
import { isRetrainDue } from "../../models/registry/retrain-plan.ts";
import { RETRAIN_RUN_TAG, type RetrainRun } from "../../models/registry/retrain-run.ts";
import { keepRetrainRun, readRetrainPlan, readRetrainRuns } from "../../nodes/kit/models/kept-retrain.ts";
import { readTrail } from "../../nodes/kit/models/model-trail.ts";
import type { Recorded } from "../../nodes/store/embedded/open-recorded.ts";
import { retrainErrors } from "./errors.ts";
import { retrain } from "./retrain.ts";

/** A run that was killed is forgotten after this. */
const LONGEST_HOURS = 6;
const HOUR_MS = 3_600_000;

export interface DueJob {
  readonly store: Recorded;
  readonly file: string;
  readonly home: string;
  readonly nowMs: () => number;
}

/**
 * Retrains what is due by the plan in the store, one component after the other, and keeps what came of each. With too few new
 * failures a component stays due. One that fails does not hold up the others.
 *
 * @returns what came of those that were due
 */
export const retrainDue = async (job: DueJob): Promise<readonly RetrainRun[]> => {
  const { store, nowMs } = job;
  const plan = await readRetrainPlan(store);
  const last = new Map((await readRetrainRuns(store)).map((run) => [run.subject, run]));
  const subjects = [...registryOf(await readTrail(store)).values()].filter((lives) => championOf(lives));
  const made: RetrainRun[] = [];
  for (const { subject } of subjects) {
    const before = last.get(subject);
    if (isRetrainDue(plan, before?.candidateMs, nowMs())) made.push(await runOne(job, subject, before, plan.failures));
  }
  return made;
};

const runOne = async (
  job: DueJob,
  subject: string,
  before: RetrainRun | undefined,
  least: number,
): Promise<RetrainRun> => {
  const { store, nowMs } = job;
  const [assetType = "", component = ""] = subject.split("/");
  const kept = before?.candidateMs === undefined ? {} : { candidateMs: before.candidateMs, hash: before.hash ?? "" };
  const base = { schema: RETRAIN_RUN_TAG, subject, ...kept } as const;
  const keep = async (run: RetrainRun): Promise<RetrainRun> => {
    await keepRetrainRun(store, run);
    return run;
  };
  try {
    refuseTwice(before, nowMs());
    await keep({ ...base, state: "running", time: nowMs(), reason: "" });
    const author = { by: "schedule", reason: "", nowMs: nowMs(), source: `schedule-${process.pid}` };
    const { candidate: hash } = await retrain({ ...job, assetType, component, least, author });
    return await keep({ ...base, state: "candidate", time: nowMs(), candidateMs: nowMs(), hash, reason: "" });
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    const { code, message: reason } = error;
    if (code === retrainErrors.running.code) return { ...base, state: "running", time: nowMs(), reason };
    const state = NOTHING_TO_LEARN.includes(code) ? "waiting" : "failed";
    return keep({ ...base, state, time: nowMs(), reason });
  }
};

const NOTHING_TO_LEARN: readonly string[] = [retrainErrors.nothingNew.code, retrainErrors.madeAlready.code];

const refuseTwice = (before: RetrainRun | undefined, nowMs: number): void => {
  if (before?.state !== "running" || nowMs - before.time > LONGEST_HOURS * HOUR_MS) return;
  const since = new Date(before.time).toISOString();
  throw new TwinError(retrainErrors.running, { subject: before.subject, since, hours: LONGEST_HOURS });
};
