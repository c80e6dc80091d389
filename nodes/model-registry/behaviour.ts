import type { GateSettings } from "../../models/registry/gate-settings.ts";
import type { RetrainPlan } from "../../models/registry/retrain-plan.ts";
import type { RetrainRun } from "../../models/registry/retrain-run.ts";
import type { CreateBehaviour } from "../kit/define-node.ts";
import { changeModel } from "../kit/models/change-model.ts";
import { readGate } from "../kit/models/kept-gate.ts";
import { readRetrainPlan, readRetrainRuns } from "../kit/models/kept-retrain.ts";
import { readLifeScores } from "../kit/models/life-scores.ts";
import { readTrail } from "../kit/models/model-trail.ts";
import type { TwinStore } from "../kit/store.ts";
import { keepDeployed } from "./keep-deployed.ts";
import { type ModelsOverview, overview } from "./overview.ts";
import { mayChange, readCommand, whoChanges } from "./read-command.ts";
import type { schema } from "./schema.ts";

/** When candidates are made by themselves, and what came of it last, by component. */
export interface Retraining {
  readonly plan: RetrainPlan;
  readonly runs: readonly RetrainRun[];
}

/** Ports: the models as they are, a change that was made. */
export const createBehaviour: CreateBehaviour<(typeof schema)["fields"]> = (config, world) => {
  const store = world.resource<TwinStore>(config.store, "twinloom-store");
  const { minimumLives, betterPercent, coverageWithinPoints } = config;
  const set: { readonly gate: GateSettings; readonly plan: RetrainPlan } = {
    gate: { minimumLives, betterPercent, coverageWithinPoints },
    plan: { every: config.retrainEvery, failures: config.retrainFailures },
  };
  let settled: Promise<void> | undefined;

  /** The command line promotes and retrains by the same numbers. A store that can't take them is tried again. */
  const settle = (): Promise<void> => {
    settled ??= keepDeployed(store, world.nodeId, set.gate, set.plan, world.clock.nowMs()).catch((error: unknown) => {
      settled = undefined;
      throw error;
    });
    return settled;
  };

  const read = async (): Promise<ModelsOverview & { readonly retraining: Retraining }> => {
    const runs = await readRetrainRuns(store);
    const gate = await readGate(store);
    const retraining = { plan: await readRetrainPlan(store), runs };
    const found = { ...overview(await readTrail(store), await readLifeScores(store), gate), retraining };
    const models = found.subjects.flatMap((subject) => subject.models);
    const shadows = models.filter(({ state }) => state === "shadow").length;
    const drifted = models.filter(({ state, tally }) => state === "champion" && tally?.coverage?.drifted).length;
    const failed = runs.filter(({ state }) => state === "failed").length;
    if (drifted > 0) world.status({ level: "warning", text: `${drifted} hold too seldom` });
    else if (failed > 0) world.status({ level: "warning", text: `${failed} retrains failed` });
    else world.status({ level: "ok", text: `${found.subjects.length} in use, ${shadows} muted` });
    return found;
  };

  world.status({ level: "waiting", text: "not asked yet" });
  settle().catch(world.fail);
  return {
    input: async (message) => {
      await settle();
      const { change, reason } = readCommand(message.payload);
      if (!change) return [{ ...message, payload: { ...(await read()), mayChange: mayChange(message) } }, null];
      const author = { by: whoChanges(message), reason, nowMs: world.clock.nowMs(), source: world.nodeId };
      const event = await changeModel(store, change, author);
      return [
        { ...message, payload: { ...(await read()), mayChange: true } },
        { topic: event.hash, payload: event },
      ];
    },
  };
};
