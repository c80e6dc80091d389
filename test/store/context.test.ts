import assert from "node:assert/strict";
import { assetTypes } from "../../models/assets/asset-types.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { createBehaviour } from "../../nodes/history/behaviour.ts";
import { schema } from "../../nodes/history/schema.ts";
import { parseConfig } from "../../nodes/kit/parse-config.ts";
import type { TwinStore } from "../../nodes/kit/store.ts";
import type { FlowMessage } from "../../nodes/kit/world.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { eventually } from "../support/eventually.ts";
import { fakeWorld } from "../support/fake-world.ts";
import { findInfluxd, type Influxd, startInfluxd } from "../support/influxd.ts";
import { startSource } from "../support/live-source.ts";
import { openInflux1Store } from "../support/open-influx1-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const START = Date.UTC(2026, 0, 5);
const MINUTE_MS = 60_000;
const pumpType = assetTypes["centrifugal-pump"] as AssetType;
const flow = { measurement: "telemetry", field: "value", tags: { channel: "flow" } };

interface Answer {
  readonly series: readonly { readonly times: number[]; readonly values: number[] }[];
  readonly contexts: readonly { readonly value: string; readonly fromMs: number; readonly toMs: number }[];
}

/** A pump that makes product A in batches 1 and 2, then B in batch 3; its flow is the minute. */
const contextStory = (opened: () => TwinStore): void => {
  const source = () => startSource({ asset: "pump-1", batchSamples: 1 }, { assetType: pumpType, store: opened() });
  const ask = async (payload: object): Promise<Answer> => {
    const { world } = fakeWorld({ store: opened() });
    const node = createBehaviour(parseConfig(schema, { store: "store" }), world);
    return ((await node.input?.({ payload: { asset: "pump-1", hours: 2, ...payload } })) as FlowMessage)
      .payload as Answer;
  };
  const minutes = ({ series }: Answer): number[] =>
    (series[0]?.times ?? []).map((time) => Math.round((time - START) / MINUTE_MS));

  before(async () => {
    const first = source();
    const at = (minute: number): number => START + minute * MINUTE_MS;
    for (let minute = 0; minute < 60; minute++) {
      if (minute === 0) first.input({ payload: { context: { product: "A", batch: 1 }, time: at(0) } });
      if (minute === 20) first.input({ topic: "context/pump-1", payload: { batch: "2", time: at(20) } });
      if (minute === 40)
        first.input({ payload: { context: { product: "B", batch: 3 }, asset: "pump-1", time: at(40) } });
      first.input({ payload: [{ channel: "flow", value: minute, time: at(minute) }] });
    }
    await first.close();
    assert.deepEqual(first.failures, []);
    assert.deepEqual(first.telemetry()[25]?.context, { product: "A", batch: "2" });
    await eventually(
      "all readings",
      async () => (await ask({ series: [flow], points: 200 })).series[0]?.values.length === 60,
    );
  });

  it("is asked for a channel while one product was made", async () => {
    assert.deepEqual(
      minutes(await ask({ series: [flow], while: { product: "B" }, points: 500 })),
      Array.from({ length: 20 }, (_, i) => 40 + i),
    );
  });

  it("is asked by several at once, and has nothing where they never held together", async () => {
    const both = await ask({ series: [flow], while: { product: "A", batch: "2" }, points: 500 });
    assert.deepEqual(
      minutes(both),
      Array.from({ length: 20 }, (_, i) => 20 + i),
    );
    assert.deepEqual(minutes(await ask({ series: [flow], while: { product: "B", batch: "2" } })), []);
  });

  it("lists the batches with their times", async () => {
    const { contexts } = await ask({ contexts: "batch" });
    assert.deepEqual(
      contexts.map(({ value, fromMs }) => [value, (fromMs - START) / MINUTE_MS]),
      [
        ["1", 0],
        ["2", 20],
        ["3", 40],
      ],
    );
  });

  it("goes on after a restart with what held last", async () => {
    const second = source();
    await eventually("the context", async () => {
      second.input({ payload: [{ channel: "flow", value: 1, time: Date.now() - 1000 }] });
      return second.telemetry().some(({ context }) => context?.["product"] === "B");
    });
    await second.close();
  });

  it("refuses a context without a time or a name, and takes the next", async () => {
    const third = source();
    assert.throws(() => third.input({ payload: { context: { batch: "4" } } }), /TWIN-SOURCE-076/);
    assert.throws(() => third.input({ payload: { context: { "": "4" }, time: START } }), /TWIN-SOURCE-076/);
    assert.equal(third.input({ payload: { context: { order: "4711" }, time: START } }), null);
    await third.close();
  });
};

describe("history by product and batch, in the embedded store", () => {
  const folder = temporaryFolder();
  const store = openEmbeddedStore({ file: `${folder.path}/store.db` });
  after(async () => {
    await store.close();
    folder.remove();
  });
  contextStory(() => store);
});

describe("history by product and batch, in a real InfluxDB 1.6", () => {
  const folder = temporaryFolder();
  let server: Influxd;
  let store: TwinStore;
  before(async function () {
    if (!findInfluxd()) {
      console.log("      skipped: influxd is not installed");
      this.skip();
    }
    server = await startInfluxd();
    store = openInflux1Store(server.url, `${folder.path}/store.db`).store;
  });
  after(async () => {
    await store?.close();
    await server?.remove();
    folder.remove();
  });
  contextStory(() => store);

  it("stands in the measurement context for other tools, the batch as a field", async () => {
    await eventually("the batches", async () => {
      const answer = await server.query(`SELECT "value" FROM "context" WHERE "name" = 'batch'`, "twinloom");
      const rows = answer.results[0]?.series?.[0]?.values ?? [];
      return rows.map((row) => row[1]).join() === "1,2,3";
    });
  });
});
