import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { WorkOrder } from "../../../models/maintenance/work-order.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { FlowMessage } from "../../../nodes/kit/world.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { createBehaviour } from "../../../nodes/work-order-sink/behaviour.ts";
import { schema } from "../../../nodes/work-order-sink/schema.ts";
import { commitFlow } from "../../../scripts/revisions/commit-flow.ts";
import { recomputeForecast } from "../../../scripts/why/recompute-forecast.ts";
import { type Trace, traceOrder } from "../../../scripts/why/trace-order.ts";
import { whyText } from "../../../scripts/why/why-text.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { forecastsIn, predictor } from "../rul-predictor/predictor.ts";
import { lifeOf } from "../rul-predictor/states-of-machine.ts";

const TWINLOOM = join(import.meta.dirname, "../../../scripts/twinloom.ts");
const life = lifeOf("centrifugal-pump", "bearing", 3);

describe("the way from a work order back to its input", () => {
  const folder = temporaryFolder();
  const home = folder.path;
  const file = join(home, "twinloom-store.db");
  const store = openEmbeddedStore({ file });
  const { id: revision, flow } = commitFlow(home, [{ id: "t", type: "tab", label: "Pump" }], {
    user: "anna",
    message: "limits",
  });
  let order: WorkOrder;
  let trace: Trace;

  before(async () => {
    const { behaviour, world } = predictor({ store: "s", everyHours: 24 }, { s: store });
    Object.assign(world, { flowRevision: () => flow });
    const { world: sinkWorld } = fakeWorld({ s: store });
    const sink = createBehaviour(parseConfig(schema, { store: "s" }), sinkWorld);
    const orders: WorkOrder[] = [];
    for (const state of life.states) {
      for (const forecast of forecastsIn(await behaviour.input?.({ payload: state }))) {
        const out = (await sink.input?.({ payload: forecast })) as readonly (FlowMessage | null)[] | null;
        if (out?.[0]) orders.push(out[0].payload as WorkOrder);
      }
    }
    const found = orders.findLast(({ component }) => component === "bearing");
    assert.ok(found, "the bearing that fails has an order");
    order = found;
    const { lineage, asset } = order;
    const timeMs = lineage?.fromMs ?? 0;
    const tags = { asset, channel: "flow" };
    await store.write([{ measurement: "telemetry", tags, fields: { value: 42, quality: 0 }, timeMs }]);
    trace = await traceOrder(store, file, home, order.id);
  });
  after(async () => {
    await store.close();
    folder.remove();
  });

  it("leads over the forecast and its model to the flow and who deployed it", () => {
    assert.equal(trace.forecast?.id, order.forecastId);
    assert.deepEqual(
      trace.revisions.map(({ id }) => id),
      [revision],
    );
    assert.deepEqual(trace.window, [{ channel: "flow", unit: "m3/h", samples: 1, mean: 42 }]);
  });

  it("computes the forecast again from its kept input, bit for bit", () => {
    assert.deepEqual(trace.recomputed, { result: "same", reason: "bit for bit", differing: [] });
  });

  it("is told by the command, with exit code 0; an order that is not there has a code", () => {
    const why = (id: string) =>
      spawnSync(
        process.execPath,
        ["--disable-warning=ExperimentalWarning", TWINLOOM, "why", id, "--home", home, "--store", file],
        {
          encoding: "utf8",
        },
      );
    const { status, stdout } = why(order.id);
    assert.equal(status, 0);
    assert.match(stdout, /computed again: same \(bit for bit\)/);
    assert.match(why("WO-none").stderr, /TWIN-WHY-001/);
  });

  it("tells it in words", () => {
    const text = whyText(trace).join("\n");
    assert.match(text, new RegExp(`^${order.id}: .*raised by twin`, "s"));
    assert.match(text, /Rule: act at a probability of failure of 50\.0 %/);
    assert.match(text, /computed again: same \(bit for bit\)/);
    assert.match(text, new RegExp(`Flow ${flow}\n {2}revision ${revision}, .* by anna: limits`));
    assert.match(text, /flow: 1 samples, mean 42\.000 m3\/h/);
  });

  it("notices a kept number that is not what the model says, and a model that is gone", async () => {
    assert.ok(trace.forecast);
    const { forecast } = trace;
    const forged = { ...forecast, rulHours: (forecast.rulHours ?? 0) + 1e-9 };
    assert.deepEqual((await recomputeForecast(forged, home)).differing, ["rulHours"]);
    const other = { ...forecast, model: { ...forecast.model, hash: "0".repeat(64) } };
    const { result, reason } = await recomputeForecast(other, home);
    assert.deepEqual([result, reason.slice(0, 12)], ["not possible", "TWIN-WHY-002"]);
    assert.equal((await recomputeForecast({ ...forecast, engine: "physics" }, home)).result, "not possible");
  });

  it("names an order that is not there", async () => {
    await assert.rejects(traceOrder(store, file, home, "WO-none-1"), /TWIN-WHY-001/);
  });
});
