import assert from "node:assert/strict";
import type { TwinError } from "../../../models/errors/twin-error.ts";
import { makeSeries } from "../../../models/telemetry/series-view.ts";
import { TELEMETRY_TAG, type Telemetry } from "../../../models/telemetry/telemetry.ts";
import type { Point, TwinStore } from "../../../nodes/kit/store.ts";
import { storeLedger } from "../../../nodes/sensor-source/ledger.ts";
import { storingOutlet } from "../../../nodes/sensor-source/outlet.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const message = (time: number): Telemetry => ({
  schema: TELEMETRY_TAG,
  asset: "m1",
  time,
  values: { speed: time },
  series: { speed: makeSeries("1/min", [time], [time * 2], [1]) },
});

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** An outlet on a store that the test can take away. */
const open = (limit = 100) => {
  const fake = fakeWorld();
  const points: Point[] = [];
  const errors: string[] = [];
  const state = { away: false, hangs: false };
  const store: Pick<TwinStore, "write"> = {
    write: async (batch) => {
      if (state.hangs) await new Promise(() => undefined);
      if (state.away) throw new Error("disk full");
      points.push(...batch);
    },
  };
  const tell = (error: TwinError): void => void errors.push(error.code);
  const ledger = storeLedger(store as TwinStore, "", tell, () => undefined);
  const outlet = storingOutlet(fake.world, ledger, limit, tell);
  const written: number[] = [];
  const push = (time: number): void => outlet.push([message(time)], () => written.push(time));
  const times = () => fake.sent.map((out) => (out as { payload: Telemetry }).payload.time);
  return { ...fake, outlet, points, errors, state, push, written, times };
};

describe("the way out, with a store", () => {
  it("writes each sample with its quality before it sends the message on", async () => {
    const world = open();
    world.push(1000);
    assert.deepEqual(world.times(), []);
    await settle();
    assert.deepEqual(world.points, [
      {
        measurement: "telemetry",
        tags: { asset: "m1", channel: "speed" },
        fields: { value: 2000, quality: 1 },
        timeMs: 1000,
      },
    ]);
    assert.deepEqual([world.times(), world.written], [[1000], [1000]]);
  });

  it("sends on while the store is away, keeps the samples, and writes them in order when it is back", async () => {
    const world = open();
    world.state.away = true;
    for (const time of [1, 2, 3]) world.push(time);
    await settle();
    assert.deepEqual([world.times(), world.written, world.outlet.state()], [[1, 2, 3], [], { away: true, waiting: 3 }]);
    assert.ok(world.errors.every((code) => code === "TWIN-SOURCE-050"));
    world.push(4);
    assert.deepEqual(world.times(), [1, 2, 3, 4]);
    world.state.away = false;
    world.clock.advance(1000);
    await settle();
    await settle();
    assert.deepEqual(
      world.points.map(({ timeMs }) => timeMs),
      [1, 2, 3, 4],
    );
    assert.deepEqual([world.written, world.outlet.state()], [[1, 2, 3, 4], { away: false, waiting: 0 }]);
    assert.deepEqual(world.times(), [1, 2, 3, 4], "nothing is sent twice");
  });

  it("drops the oldest of a full buffer with an error, and never says that they were written", async () => {
    const world = open(2);
    world.state.away = true;
    for (const time of [1, 2, 3, 4]) {
      world.push(time);
      await settle();
    }
    assert.ok(world.errors.includes("TWIN-SOURCE-051"));
    world.state.away = false;
    world.clock.advance(1000);
    await settle();
    assert.deepEqual(world.written, [3, 4]);
    assert.deepEqual(world.times(), [1, 2, 3, 4]);
  });

  it("does not wait for ever on a store that hangs", async () => {
    const world = open();
    world.state.hangs = true;
    world.push(1);
    await settle();
    world.clock.advance(10_000);
    await settle();
    assert.deepEqual([world.times(), world.written, world.errors], [[1], [], ["TWIN-SOURCE-050"]]);
  });

  it("writes what is left when it closes", async () => {
    const world = open();
    for (const time of [1, 2, 3]) world.push(time);
    await world.outlet.close();
    assert.deepEqual(
      world.points.map(({ timeMs }) => timeMs),
      [1, 2, 3],
    );
  });

  it("leaves out a sample that the store refuses for good, says so, and writes the others", async () => {
    const world = open();
    const folder = temporaryFolder();
    const store = openEmbeddedStore({ file: `${folder.path}/store.db` });
    const codes: string[] = [];
    const ledger = storeLedger(
      store,
      "",
      ({ code }) => void codes.push(code),
      () => undefined,
    );
    const outlet = storingOutlet(world.world, ledger, 100, ({ code }) => void codes.push(code));
    let written = 0;
    outlet.push([message(1_800_000_000_000), { ...message(1_800_000_000_001), asset: "a\\b" }], () => written++);
    outlet.push([message(1_800_000_000_002)], () => written++);
    await outlet.close();
    const query = { measurement: "telemetry", tags: {}, field: "value", fromMs: 0, toMs: Date.UTC(2100) };
    const kept = [...(await store.range(query)).timesMs];
    assert.deepEqual([kept, written, codes], [[1_800_000_000_000, 1_800_000_000_002], 2, ["TWIN-SOURCE-052"]]);
    await store.close();
    folder.remove();
  });
});
