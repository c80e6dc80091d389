import { randomBytes } from "node:crypto";
import { prepareFlow } from "../../models/backtest/prepare-flow.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { shadowErrors } from "../../models/shadow/errors.ts";
import { SHADOW_PLAN_TAG, type ShadowPlan } from "../../models/shadow/shadow-plan.ts";
import { hashOfFlow } from "../../nodes/kit/hash-of-flow.ts";
import { recordedMachines, wholeSpan } from "../backtest/recorded-machines.ts";
import { atomicWrite } from "../revisions/atomic-write.ts";
import { findRevision, flowOf } from "../revisions/find-revision.ts";
import { recordedStore } from "../store/recorded-store.ts";
import { forgetRuns, readPlan, shadowFlowFile, writePlan } from "./shadow-files.ts";

export interface ShadowRequest
  extends Pick<ShadowPlan, "by" | "lagMs" | "limits" | "warmUpMs" | "watchMs" | "promoteAfterMs" | "name"> {
  readonly flow: readonly FlowNode[];
}

/**
 * Lets a flow run in shadow from now on: a running `twinloom start` or `twinloom run` takes it up.
 *
 * @throws TwinError TWIN-SHADOW-002, -008, -010, those of the live store
 */
export const startShadow = async (home: string, { flow, ...wanted }: ShadowRequest): Promise<ShadowPlan> => {
  const running = readPlan(home);
  if (running && running.phase !== "ended") throw new TwinError(shadowErrors.already, { name: running.name });
  const live = findRevision(home, "head");
  if (hashOfFlow(flowOf(home, live)) === hashOfFlow(flow)) {
    throw new TwinError(shadowErrors.sameFlow, { name: wanted.name });
  }
  const id = newRun();
  const startMs = await newestData(home, flow);
  keepFlow(home, id, flow);
  const plan: ShadowPlan = { schema: SHADOW_PLAN_TAG, id, phase: "shadow", live: live.id, startMs, ...wanted };
  writePlan(home, plan);
  forgetRuns(home, id);
  return plan;
};

export const newRun = (): string => randomBytes(6).toString("hex");

export const keepFlow = (home: string, id: string, flow: readonly FlowNode[]): void =>
  atomicWrite(shadowFlowFile(home, id), `${JSON.stringify(flow, null, 2)}\n`);

const newestData = async (home: string, flow: readonly FlowNode[]): Promise<number> => {
  const { store } = recordedStore(home);
  try {
    const machines = await recordedMachines(store, prepareFlow(flow), []);
    const whole = await wholeSpan(store, machines);
    if (!whole) throw new TwinError(shadowErrors.noStore);
    return whole.toMs;
  } finally {
    store.close();
  }
};
