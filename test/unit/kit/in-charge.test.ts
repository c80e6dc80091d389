import assert from "node:assert/strict";
import { inCharge } from "../../../nodes/kit/in-charge.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the charge of a machine among nodes that share a store", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());
  let files = 0;

  /** Two nodes of a kind, in this order. */
  const nodesOn = (file: string) => {
    const store = openEmbeddedStore({ file });
    const [one, other] = ["one", "other"].map((nodeId) => {
      const { world, close } = fakeWorld();
      return { ...inCharge(store, "orders", { ...world, nodeId }), leave: close };
    });
    assert.ok(one && other);
    return { one, other, store };
  };
  const fresh = () => nodesOn(`${folder.path}/${++files}.db`);

  it("is the node's that its data came to last, and no other one's", async () => {
    const { one, other, store } = fresh();
    other.took("pump-7", 1);
    assert.deepEqual([one.isOurs("pump-7"), other.isOurs("pump-7")], [false, true]);
    one.took("pump-7", 2);
    assert.deepEqual([one.isOurs("pump-7"), other.isOurs("pump-7")], [true, false]);
    await store.close();
  });

  it("is the first node's where no data has come yet, or the node is gone", async () => {
    const { one, other, store } = fresh();
    assert.deepEqual([one.isOurs("pump-7"), other.isOurs("pump-7")], [true, false]);
    one.took("pump-7", 1);
    one.leave();
    assert.ok(other.isOurs("pump-7"));
    await store.close();
  });

  it("is known after a restart before the first data", async () => {
    const before = fresh();
    before.other.took("pump-7", 1);
    await before.store.close();
    const { one, other, store } = nodesOn(`${folder.path}/${files}.db`);
    await Promise.all([one.loaded(), other.loaded()]);
    assert.deepEqual([one.isOurs("pump-7"), other.isOurs("pump-7")], [false, true]);
    await store.close();
  });

  it("is the only node's where there is no store to share", () => {
    assert.ok(inCharge(undefined, "orders", fakeWorld().world).isOurs("pump-7"));
  });
});
