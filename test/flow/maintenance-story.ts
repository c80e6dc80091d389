import assert from "node:assert/strict";
import { eventually } from "../support/eventually.ts";
import type { PlantFlow } from "../support/plant-flow.ts";
import { median, readStory, renewedDamage, SPINDLE } from "./read-story.ts";

/** The spindle wears out, one order is raised for it, and closing that order makes it new. */
export const maintenanceStory = (flowOf: () => PlantFlow): void => {
  const { states, forecasts, orders, bearing, errors } = readStory(flowOf);

  it("shows the spindle's wear in its health, and raises one work order for all of its forecasts", async () => {
    await eventually(
      "an order of the spindle",
      () => orders()[0],
      () => forecasts().at(-1),
    );
    await eventually(
      "the health to fall by a tenth",
      () => {
        const first = median(bearing().slice(0, 5));
        return median(bearing().slice(-5)) < first - 0.1 && bearing().length > 20;
      },
      () => bearing().slice(-5),
    );
    const urgent = () =>
      forecasts().filter(({ asset, urgency }) => asset === SPINDLE && urgency && urgency !== "NORMAL");
    await eventually("ten forecasts that call for action", () => urgent().length >= 10);
    assert.equal(new Set(orders().map(({ id }) => id)).size, 1);
    const [first] = orders();
    assert.equal(first?.failureMode, "spalling");
    assert.equal(first?.status, "open");
  });

  it("does the maintenance in the plant and in the twin when the order is closed", async () => {
    const flow = flowOf();
    const before = states(SPINDLE).at(-1);
    const from = flow.mark();
    const order = orders()[0]?.id ?? "";
    await flow.send("orders", { command: "close", order, by: "Ada", causeCode: "3.4", note: "bearing set replaced" });
    const closed = await eventually(
      "the closed order",
      () => orders(from).find(({ status }) => status === "closed"),
      () => errors(from),
    );
    assert.deepEqual([closed.id, closed.closedBy, closed.causeCode], [order, "Ada", "3.4"]);
    const done = await eventually("maintenance in the plant", () =>
      flow.plant.lines.find(({ event }) => event === "maintained"),
    );
    assert.equal(done.asset, SPINDLE);
    const after = await eventually("a state after the maintenance", () =>
      states(SPINDLE, from).find(({ maintainedAt }) => maintainedAt["frontBearing"]),
    );
    assert.equal(before?.maintainedAt["frontBearing"], undefined);
    assert.ok((after.maintainedAt["frontBearing"] ?? 0) >= (before?.time ?? Infinity));
    await eventually(
      "the health of a new bearing",
      () => median(bearing(from).slice(-5)) > 0.9,
      () => bearing(from).slice(-5),
    );
    const worn = before?.features["vibration.envelopeRms"] ?? 0;
    const envelope = () => states(SPINDLE, from).flatMap(({ features }) => features["vibration.envelopeRms"] ?? []);
    await eventually(
      "an envelope below that of the worn bearing",
      () => median(envelope().slice(-5)) < worn,
      () => [worn, ...envelope().slice(-5)],
    );
    const damage = await eventually("the new bearing in the plant's own file", () => renewedDamage(flow));
    assert.ok(damage < 0.2, `the new bearing has a damage of ${damage}`);
  });
};
