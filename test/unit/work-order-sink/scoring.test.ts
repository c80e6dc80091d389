import assert from "node:assert/strict";
import type { WorkOrder } from "../../../models/maintenance/work-order.ts";
import type { Forecast } from "../../../models/prognosis/forecast.ts";
import { tally } from "../../../models/scoring/tally.ts";
import { readLifeScores } from "../../../nodes/kit/models/life-scores.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { TwinStore } from "../../../nodes/kit/store.ts";
import type { FlowMessage } from "../../../nodes/kit/world.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { createBehaviour } from "../../../nodes/work-order-sink/behaviour.ts";
import { schema } from "../../../nodes/work-order-sink/schema.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { forecastAt } from "../scoring/forecasts-of-life.ts";

type Ports = readonly (FlowMessage | null)[] | null;

const open = (store: TwinStore) => {
  const fake = fakeWorld({ store });
  const behaviour = createBehaviour(parseConfig(schema, { store: "store" }), fake.world);
  const send = async (payload: unknown): Promise<WorkOrder | undefined> =>
    ((await behaviour.input?.({ payload })) as Ports)?.[0]?.payload as WorkOrder | undefined;
  /** Resolves when all that is due has been scored. */
  const settled = async () => behaviour.close?.(false);
  return { ...fake, send, settled };
};

describe("a work order that is closed", () => {
  const folder = temporaryFolder();
  let store: TwinStore;
  let files = 0;
  beforeEach(() => {
    store = openEmbeddedStore({ file: `${folder.path}/${++files}.db` });
  });
  afterEach(() => store.close());
  after(() => folder.remove());

  const keep = async (forecast: Forecast, collection = "forecasts"): Promise<void> => {
    const id = `${collection} ${forecast.id}`;
    await store.putDocument({ collection, id, owner: forecast.asset, timeMs: forecast.time, body: forecast });
  };
  /** 700 hourly forecasts of a champion that is 10 h off, a shadow's that are right, and the machine down at 701 h. */
  const live = async (sink: ReturnType<typeof open>): Promise<string> => {
    const kept: Promise<void>[] = [];
    for (let hour = 1; hour <= 700; hour++) {
      const urgency = hour > 660 ? "CRITICAL" : "NORMAL";
      kept.push(keep(forecastAt(hour, 711 - hour, { urgency })));
      kept.push(keep(forecastAt(hour, 701 - hour, { hash: "b" }), "shadow-forecasts"));
    }
    kept.push(keep(forecastAt(701, 0, { widthHours: 0, urgency: "CRITICAL" })));
    await Promise.all(kept);
    const order = await sink.send(forecastAt(661, 50, { urgency: "CRITICAL" }));
    await sink.send(forecastAt(750, 0, { widthHours: 0, urgency: "CRITICAL" }));
    return order?.id ?? "";
  };

  it("scores the champion and its shadow on the life that the failure ended, as the twin saw it", async () => {
    const sink = open(store);
    const order = await live(sink);
    await sink.send({ command: "close", order, by: "ann", causeCode: "3.4" });
    await sink.settled();
    const scores = await readLifeScores(store);
    const champion = scores.find(({ roles }) => roles.includes("champion"));
    const shadow = scores.find(({ roles }) => roles.includes("shadow"));
    assert.deepEqual([champion?.forecasts, shadow?.forecasts, scores.length], [700, 700, 2]);
    assert.ok(Math.abs((champion?.metrics?.maeHours ?? 0) - 10) < 1e-9);
    assert.deepEqual([champion?.outcome, champion?.warnedHours, shadow?.outcome], ["foretold", 40, "missed"]);
    assert.ok((shadow?.pairs[0]?.own.maeHours ?? 1) < 1e-9);
    assert.deepEqual(champion?.flowRevisions, ["r1"]);
    assert.deepEqual(sink.failures, []);
  });

  it("counts a false alarm where nothing was wrong, and says so in the order's history", async () => {
    const sink = open(store);
    const order = await live(sink);
    const closed = await sink.send({ command: "close", order, by: "ann", causeCode: "5.6", asFound: "sound" });
    await sink.settled();
    assert.match(closed?.history.at(-1)?.text ?? "", /^cause 5\.6 Unknown \(found sound\)$/);
    const counts = tally(await readLifeScores(store)).map(({ model, falseAlarms, failures, means }) => [
      model.hash[0],
      falseAlarms,
      failures,
      means,
    ]);
    assert.deepEqual(counts.toSorted(), [
      ["a", 1, 0, undefined],
      ["b", 0, 0, undefined],
    ]);
  });

  it("is scored after a restart where the power went between the closing and the score", async () => {
    const first = open(store);
    const order = await live(first);
    await first.send({ command: "close", order, by: "ann", causeCode: "3.4" });
    await first.settled();
    for (const { id } of await store.listDocuments({ collection: "life-scores" })) {
      await store.deleteDocument("life-scores", id);
    }
    await store.putDocument({ collection: "scores-due", id: order, owner: "pump-1", timeMs: 1, body: { order } });
    const again = open(store);
    await again.send({ command: "list" });
    await again.settled();
    assert.equal((await readLifeScores(store)).length, 2);
    assert.deepEqual(await store.listDocuments({ collection: "scores-due" }), []);
  });

  it("refuses a finding that is none, with a code, and leaves the order open", async () => {
    const sink = open(store);
    const order = await live(sink);
    const close = { command: "close", order, by: "ann", causeCode: "3.4", asFound: "broken" };
    await assert.rejects(sink.send(close), { code: "TWIN-ORDER-008" });
    await sink.settled();
    assert.deepEqual(await readLifeScores(store), []);
  });
});
