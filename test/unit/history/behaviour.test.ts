import assert from "node:assert/strict";
import { createBehaviour } from "../../../nodes/history/behaviour.ts";
import { schema } from "../../../nodes/history/schema.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { FlowMessage } from "../../../nodes/kit/world.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const START = Date.UTC(2020, 0, 1);
const MINUTE = 60_000;

interface Answer {
  readonly asset: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly series: readonly { readonly times: number[]; readonly values: number[] }[];
  readonly documents: readonly unknown[];
}

describe("the history node", () => {
  const folder = temporaryFolder();
  const store = openEmbeddedStore({ file: `${folder.path}/history.db` });
  const { world } = fakeWorld({ store });
  const node = createBehaviour(parseConfig(schema, { store: "store" }), world);
  const ask = async (payload: unknown): Promise<Answer> =>
    ((await node.input?.({ payload, _client: "x" })) as FlowMessage).payload as Answer;
  const flow = { measurement: "telemetry", field: "value", tags: { channel: "flow" } };

  before(async () => {
    const points = Array.from({ length: 600 }, (_, i) => ({
      measurement: "telemetry",
      tags: { asset: "pump-1", channel: "flow" },
      fields: { value: i },
      timeMs: START + i * MINUTE,
    }));
    await store.write(points);
    await store.putDocument({ collection: "forecasts", id: "f1", owner: "pump-1", timeMs: START, body: { id: "f1" } });
  });
  after(async () => {
    await store.close();
    folder.remove();
  });

  it("ends at the newest data and not at the clock of the machine", async () => {
    const { toMs, series } = await ask({ asset: "pump-1", hours: 1, points: 60, series: [flow] });
    assert.equal(toMs, START + 599 * MINUTE + 1);
    assert.equal(series[0]?.values.at(-1), 599);
  });

  it("averages a long range to the points that are asked for, and no value is left out", async () => {
    const { series } = await ask({ asset: "pump-1", hours: 10, points: 10, series: [flow] });
    const values = series[0]?.values ?? [];
    assert.ok(values.length <= 11 && values.length >= 10);
    assert.ok(values.every((value, i) => i === 0 || value > (values[i - 1] ?? 0)));
  });

  it("tells how the store is", async () => {
    const { schema: tag, state, backlog } = (await ask({ query: "store" })) as unknown as Record<string, unknown>;
    assert.deepEqual([tag, state, backlog], ["twinloom/store@1", "ok", 0]);
  });

  it("answers an unknown machine with empty series", async () => {
    assert.deepEqual((await ask({ asset: "nobody", series: [flow] })).series[0]?.values, []);
  });

  it("gives the documents of a machine", async () => {
    assert.deepEqual((await ask({ collection: "forecasts", asset: "pump-1" })).documents, [{ id: "f1" }]);
  });

  it("keeps the rest of the message, so that the answer finds its way", async () => {
    const out = (await node.input?.({ payload: { asset: "pump-1", series: [flow] }, _client: "me" })) as FlowMessage;
    assert.equal(out["_client"], "me");
  });

  for (const payload of [
    null,
    5,
    {},
    { series: [] },
    { series: [{ measurement: "secrets", field: "x" }] },
    { collection: "users" },
  ]) {
    it(`refuses ${JSON.stringify(payload)} with a code`, async () => {
      await assert.rejects(ask(payload), { code: "TWIN-HIST-001" });
    });
  }

  it("says when no machine is named", async () => {
    await assert.rejects(ask({ series: [flow] }), { code: "TWIN-HIST-002" });
  });
});
