import assert from "node:assert/strict";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { Point, TwinStore } from "../../../nodes/kit/store.ts";
import { createBehaviour } from "../../../nodes/store/behaviour.ts";
import { DEPLOYS } from "../../../nodes/store/mark-deploys.ts";
import { schema } from "../../../nodes/store/schema.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);

describe("the marks of deploys in the store", () => {
  const folder = temporaryFolder();
  let flow = "first";
  const { world } = fakeWorld();
  const open = () =>
    createBehaviour(parseConfig(schema, {}), { ...world, homeFolder: folder.path, flowRevision: () => flow });
  let node = open();
  let store = node.resource as TwinStore;
  after(async () => {
    await node.close?.(true);
    folder.remove();
  });

  const sample = (asset: string, hour: number): Point => ({
    ...{ measurement: "telemetry", tags: { asset, channel: "speed" }, fields: { value: hour, quality: 0 } },
    timeMs: START + hour * HOUR,
  });
  const marks = async (asset: string) => {
    const found = await store.listDocuments({ collection: DEPLOYS, owner: asset });
    return found.map(({ timeMs, body }) => [Object(body).flow, (timeMs - START) / HOUR]);
  };

  it("stand where the data of a machine begins to be written by another flow, and only there", async () => {
    await store.write([sample("pump-1", 0), sample("pump-1", 1), sample("fan-1", 1)]);
    await store.write([sample("pump-1", 2)]);
    flow = "second";
    await store.write([sample("pump-1", -9), sample("pump-1", 3)]);
    await store.write([sample("pump-1", 4)]);
    assert.deepEqual(await marks("pump-1"), [
      ["second", 3],
      ["first", 1],
    ]);
    assert.deepEqual(await marks("fan-1"), [["first", 1]]);
  });

  it("can be drawn: a point at the data's time, with the flow that wrote from there on", async () => {
    const { timesMs } = await store.range({
      ...{ measurement: "deploy", tags: { asset: "pump-1" }, field: "count", fromMs: START, toMs: START + 9 * HOUR },
    });
    assert.deepEqual([...timesMs], [START + HOUR, START + 3 * HOUR]);
    assert.equal((await store.latest("deploy", { asset: "pump-1" }))[0]?.fields["flow"], "second");
  });

  it("are not made again by a restart of the same flow", async () => {
    await node.close?.(false);
    node = open();
    store = node.resource as TwinStore;
    await store.write([sample("pump-1", 5)]);
    assert.equal((await marks("pump-1")).length, 2);
  });
});
