import { GATE_DEFAULTS, type GateSettings, isGateSettings } from "../../../models/registry/gate-settings.ts";
import type { DocumentStore } from "./model-trail.ts";

const [COLLECTION, ID] = ["model-settings", "gate"];

/** The gate's numbers as they were set last; the defaults if they never were. */
export const readGate = async (store: DocumentStore): Promise<GateSettings> => {
  const body = (await store.getDocument(COLLECTION, ID))?.body;
  return isGateSettings(body) ? body : GATE_DEFAULTS;
};

/** Sets them for all that promote: the flow's node and the command line. */
export const keepGate = (store: DocumentStore, settings: GateSettings, nowMs: number): Promise<void> =>
  store.putDocument({ collection: COLLECTION, id: ID, timeMs: nowMs, owner: "", body: settings });
