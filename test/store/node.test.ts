import assert from "node:assert/strict";
import { join } from "node:path";
import type { TwinStore } from "../../nodes/kit/store.ts";
import storeNode from "../../nodes/store/node.ts";
import { findInfluxd, startInfluxd } from "../support/influxd.ts";
import { nodeHelper } from "../support/node-helper.ts";
import { settled } from "../support/settled.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const point = { measurement: "m", tags: { asset: "a" }, fields: { value: 4 }, timeMs: Date.now() };
const storeOf = (id: string): TwinStore => {
  const { twinloomResource } = nodeHelper.getNode(id) as unknown as { twinloomResource: TwinStore };
  return twinloomResource;
};
const read = async (store: TwinStore) => [
  ...(await store.range({ measurement: "m", tags: {}, field: "value", fromMs: 0, toMs: Date.UTC(2100) })).values,
];

describe("the twin store in a Node-RED runtime", () => {
  const folder = temporaryFolder();
  before((done) => {
    nodeHelper.startServer(done);
  });
  after((done) => {
    nodeHelper.stopServer(() => {
      folder.remove();
      done();
    });
  });
  afterEach(() => nodeHelper.unload());

  it("gives other nodes a store, and the next deploy finds what was kept", async () => {
    const flow = [{ id: "store", type: "twinloom-store", file: join(folder.path, "one.db") }];
    await nodeHelper.load([storeNode], flow);
    await storeOf("store").write([point]);
    await nodeHelper.unload();
    await nodeHelper.load([storeNode], flow);
    assert.deepEqual(await read(storeOf("store")), [4]);
  });

  it("reaches an InfluxDB with the password from Node-RED's credentials", async function () {
    if (!findInfluxd()) {
      console.log("      skipped: influxd is not installed");
      this.skip();
    }
    const server = await startInfluxd("auth-enabled = true");
    try {
      await server.query(`CREATE USER boss WITH PASSWORD 'right' WITH ALL PRIVILEGES`);
      const settings = {
        driver: "influx1",
        url: server.url,
        database: "plant",
        user: "boss",
        file: join(folder.path, "two.db"),
      };
      await nodeHelper.load([storeNode], [{ id: "store", type: "twinloom-store", ...settings }], {
        store: { password: "right" },
      });
      const store = storeOf("store");
      await store.write([point]);
      await settled(store);
      assert.deepEqual(await read(store), [4]);
    } finally {
      await nodeHelper.unload();
      await server.remove();
    }
  });

  it("offers no store where its settings are wrong, and leaves the rest of the flow alone", async () => {
    const flow = [
      { id: "wrong", type: "twinloom-store", driver: "influx2", org: "o", file: join(folder.path, "three.db") },
      { id: "right", type: "twinloom-store", file: join(folder.path, "four.db") },
    ];
    await nodeHelper.load([storeNode], flow);
    assert.equal(storeOf("wrong"), undefined);
    await storeOf("right").write([point]);
  });
});
