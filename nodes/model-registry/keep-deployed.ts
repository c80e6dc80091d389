import type { GateSettings } from "../../models/registry/gate-settings.ts";
import type { RetrainPlan } from "../../models/registry/retrain-plan.ts";
import { keepGate } from "../kit/models/kept-gate.ts";
import { keepRetrainPlan } from "../kit/models/kept-retrain.ts";
import type { TwinStore } from "../kit/store.ts";

const COLLECTION = "model-settings";

/**
 * Keeps the numbers of a node's dialog for all that promote and retrain, if they are others than at its last deploy. If they are
 * the same, those that the command line has set since then stay: a restart must not undo them.
 *
 * @param node id of the node
 */
export const keepDeployed = async (
  store: TwinStore,
  node: string,
  gate: GateSettings,
  plan: RetrainPlan,
  nowMs: number,
): Promise<void> => {
  const id = `node-${node}`;
  const deployed = JSON.stringify([gate, plan]);
  const before = (await store.getDocument(COLLECTION, id))?.body;
  if (before && typeof before === "object" && "deployed" in before && before.deployed === deployed) return;
  await keepGate(store, gate, nowMs);
  await keepRetrainPlan(store, plan, nowMs);
  await store.putDocument({ collection: COLLECTION, id, timeMs: nowMs, owner: "", body: { deployed } });
};
