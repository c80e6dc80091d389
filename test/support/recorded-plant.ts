import { join } from "node:path";
import { WORK_ORDER_TAG, type WorkOrder } from "../../models/maintenance/work-order.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { createPlant, type PlantEvent } from "../../scripts/plant/plant.ts";

const START_MS = Date.UTC(2026, 0, 5);
const HOUR_MS = 3_600_000;

/**
 * A store with what the demo plant's extruder has measured until its cooling circuit failed, and the order that was closed a
 * day later.
 */
export const recordPlant = async (folder: string) => {
  const file = join(folder, "recorded.db");
  const store = openEmbeddedStore({ file, report: (error) => assert(error) });
  const events: PlantEvent[] = [];
  const plant = createPlant(1, START_MS, (event) => events.push(event));
  const failed = () => events.find(({ event, asset }) => event === "failed" && asset === "extruder-1");
  let endMs = START_MS;
  while (!failed() || endMs < (failed()?.timeMs ?? 0) + 30 * HOUR_MS) {
    endMs += 24 * HOUR_MS;
    const scans = plant.advance(endMs).filter(({ asset }) => asset === "extruder-1");
    await store.write(
      scans.flatMap(({ asset, timeMs, values }) =>
        Object.entries(values).map(([channel, value]) => ({
          ...{ measurement: "telemetry", tags: { asset, channel }, timeMs },
          fields: { value, quality: 0 },
        })),
      ),
    );
  }
  const { timeMs: failedMs = 0, component = "" } = failed() ?? {};
  const closedMs = failedMs + 24 * HOUR_MS;
  await store.putDocument({
    ...{ collection: "twin-states", id: "extruder-1", owner: "extruder-1", timeMs: endMs },
    body: { assetType: "extruder-cooling" },
  });
  const order = closedOrder(component, failedMs, closedMs);
  await store.putDocument({
    collection: "work-orders",
    id: order.id,
    owner: "extruder-1",
    timeMs: closedMs,
    body: order,
  });
  await store.close();
  return { file, failedMs, closedMs, component, fromMs: START_MS, endMs };
};

const assert = (error: Error): never => {
  throw error;
};

const closedOrder = (component: string, raisedTime: number, closedMs: number): WorkOrder => ({
  schema: WORK_ORDER_TAG,
  id: "WO-extruder-1-1",
  episode: `extruder-1/${component}/found#1`,
  asset: "extruder-1",
  assetType: "extruder-cooling",
  component,
  failureMode: "found",
  iso14224Mode: "OTH",
  status: "closed",
  urgency: "CRITICAL",
  title: "found failed",
  action: "renew",
  raisedTime,
  updatedTime: closedMs,
  closedBy: "ann",
  causeCode: "3.4",
  asFound: "failed",
  history: [{ time: closedMs, by: "ann", action: "closed", text: "renewed" }],
});
