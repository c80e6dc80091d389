import assert from "node:assert/strict";
import { join } from "node:path";
import type { WorkOrder } from "../../../models/maintenance/work-order.ts";
import { TWIN_STATE_TAG, type TwinState } from "../../../models/twin/twin-state.ts";
import { changeModel } from "../../../nodes/kit/models/change-model.ts";
import { readLifeScores } from "../../../nodes/kit/models/life-scores.ts";
import { readTrail } from "../../../nodes/kit/models/model-trail.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { FlowMessage } from "../../../nodes/kit/world.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { createBehaviour } from "../../../nodes/work-order-sink/behaviour.ts";
import { schema } from "../../../nodes/work-order-sink/schema.ts";
import { registerModel } from "../../../scripts/models/register-model.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { writeModelVersion } from "../../support/model-version.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { predictor } from "../rul-predictor/predictor.ts";
import { HOUR_MS, lifeOf } from "../rul-predictor/states-of-machine.ts";

const SUBJECT = "centrifugal-pump/bearing";
const ann = { by: "ann", reason: "a test", nowMs: Date.UTC(2026, 0, 1), source: "test" };

/** The machine as the twin sees it an hour after its bearing has failed. */
const failedAfter = (last: TwinState): TwinState => ({
  ...last,
  schema: TWIN_STATE_TAG,
  time: last.time + HOUR_MS,
  operatingState: "failed",
  components: { bearing: { health: 0, reason: "failed" } },
});

describe("a model's life, from candidate to champion", () => {
  const folder = temporaryFolder();
  after(folder.remove);

  it("is decided by failures that work orders confirm: three lives in which the shadow was better promote it", async () => {
    const store = openEmbeddedStore({ file: join(folder.path, "store.db") });
    // the reigning model says about three times the life that is left
    const bad = writeModelVersion(join(folder.path, "bad"), "centrifugal-pump-bearing", "bad", ({ calibration }) => ({
      calibration: { ...calibration, scores: calibration.scores.map((score) => Math.min(8, score + 2)) },
    }));
    await registerModel(store, folder.path, join(folder.path, "bad"), ann);
    await changeModel(store, { action: "shadow", hash: bad }, ann);
    await changeModel(store, { action: "promote", hash: bad }, ann);

    const plant = predictor({ store: "s", everyHours: 24 }, { s: store }, folder.path);
    const sink = createBehaviour(parseConfig(schema, { store: "s" }), fakeWorld({ s: store }).world);
    const send = async (payload: unknown): Promise<WorkOrder | undefined> =>
      ((await sink.input?.({ payload })) as readonly (FlowMessage | null)[] | null)?.[0]?.payload as WorkOrder;
    await plant.sendAll(lifeOf("centrifugal-pump", "bearing", 9, "pump-0").states.slice(0, 2));
    const trail = await readTrail(store);
    const shipped = trail.find(({ by, component }) => by === "twinloom" && component === "bearing");
    assert.equal(shipped?.to, "candidate", "what comes with Twinloom does not displace what somebody has promoted");
    await changeModel(store, { action: "shadow", hash: shipped.hash }, ann);
    plant.clock.advance(1000);
    const promote = () => changeModel(store, { action: "promote", hash: shipped.hash }, { ...ann, reason: "" });

    for (const seed of [1, 2, 3]) {
      await assert.rejects(promote(), { code: "TWIN-MODEL-004" });
      const { states } = lifeOf("centrifugal-pump", "bearing", seed, `pump-${seed}`);
      const end = states.at(-1);
      assert.ok(end);
      const forecasts = await plant.sendAll([...states, failedAfter(end)]);
      let order = "";
      for (const forecast of forecasts)
        if (forecast.component === "bearing") order = (await send(forecast))?.id ?? order;
      await send({ command: "close", order, by: "ann", causeCode: "3.4" });
    }
    await sink.close?.(false);
    const scores = await readLifeScores(store);
    assert.equal(scores.length, 6);
    assert.ok(scores.every(({ metrics, pairs }) => metrics !== undefined && pairs.length === 1));
    const event = await promote();
    assert.deepEqual([event.hash, event.displaced, event.verdict?.confirmedLives], [shipped.hash, bad, 3]);
    assert.equal((await changeModel(store, { action: "rollback", subject: SUBJECT }, ann)).hash, bad);
    assert.deepEqual(plant.failures, []);
    await store.close();
  });
});
