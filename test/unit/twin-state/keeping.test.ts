import assert from "node:assert/strict";
import { assetTypes } from "../../../models/assets/asset-types.ts";
import { isAlarmChange } from "../../../models/twin/alarm-change.ts";
import type { TwinState } from "../../../models/twin/twin-state.ts";
import { contextChanges } from "../../../nodes/kit/contexts.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { TwinStore } from "../../../nodes/kit/store.ts";
import type { FlowMessage } from "../../../nodes/kit/world.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { createBehaviour } from "../../../nodes/twin-state/behaviour.ts";
import { schema } from "../../../nodes/twin-state/schema.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { pumpFeatures, START_MS } from "../../support/features-of.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const HOUR = 3_600_000;
const HOT = { "bearingTemperature.mean": 85 };
type Ports = readonly [FlowMessage | null, FlowMessage | null, readonly FlowMessage[] | null];

const open = (store: TwinStore, typeId = "centrifugal-pump") => {
  const fake = fakeWorld({ type: assetTypes[typeId], store });
  const twin = createBehaviour(parseConfig(schema, { assetType: "type", store: "store" }), fake.world);
  const close = async (): Promise<void> => {
    fake.close();
    await twin.close?.(false);
  };
  /** What has been sent once everything is on disk. */
  const told = async (): Promise<readonly Ports[]> => {
    await twin.close?.(false);
    return fake.sent.splice(0) as unknown as Ports[];
  };
  const send = async (payload: unknown): Promise<Ports | undefined> => {
    const out = await twin.input?.({ payload });
    return (out as Ports | null) ?? (await told())[0];
  };
  const state = async (payload: unknown): Promise<TwinState> => (await send(payload))?.[0]?.payload as TwinState;
  return { ...fake, twin, send, state, told, close };
};

describe("a twin with a store", () => {
  const folder = temporaryFolder();
  let store: TwinStore;
  let files = 0;
  beforeEach(() => {
    store = openEmbeddedStore({ file: `${folder.path}/${++files}.db` });
  });
  afterEach(() => store.close());
  after(() => folder.remove());

  it("is after a restart what it was: health, hours, alarms and who has seen them", async () => {
    const first = open(store);
    await first.send(pumpFeatures(0, HOT));
    const last = await first.state({ command: "acknowledge", alarm: "pump-1/bearingTemperature/high", by: "olga" });
    await first.close();
    const again = open(store);
    assert.deepEqual((await again.send("state of pump-1"))?.[1]?.payload, last);
    assert.equal((await again.state(pumpFeatures(1, HOT))).operatingHours, 2);
  });

  it("tells a state only when it is on disk, each in its turn, and many in one write", async () => {
    let writes = 0;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: TwinStore = {
      ...store,
      putDocument: async (document) => {
        if (document.collection === "twin-states") writes++;
        await held;
        return store.putDocument(document);
      },
    };
    const { twin, sent, told } = open(slow);
    await twin.input?.({ payload: "state" });
    await Promise.resolve();
    sent.splice(0);
    for (let hour = 0; hour < 50; hour++) assert.equal(await twin.input?.({ payload: pumpFeatures(hour) }), null);
    assert.equal(sent.length, 0);
    release();
    const times = (await told()).map((ports) => (ports[0]?.payload as TwinState).time);
    assert.deepEqual(
      times,
      Array.from({ length: 50 }, (_, hour) => START_MS + (hour + 1) * HOUR),
    );
    assert.equal(writes, 2);
  });

  it("keeps when the machine ran and when it stood, also what a store did not take at first", async () => {
    let away = true;
    const { send, twin } = open({
      ...store,
      putDocument: (document) => (away ? Promise.reject(new Error("away")) : store.putDocument(document)),
    });
    await send({ ...pumpFeatures(0), asset: "pump-7" });
    away = false;
    const stands = pumpFeatures(1);
    await send({
      ...stands,
      asset: "pump-7",
      latest: Object.fromEntries(Object.entries(stands.latest).map(([name, one]) => [name, { ...one, value: 0 }])),
    });
    await twin.close?.(false);
    const changes = await contextChanges(store, "pump-7", "operatingState", 0, START_MS + 9 * HOUR);
    assert.deepEqual(
      changes.map(({ value, fromMs }) => [value, (fromMs - START_MS) / HOUR]),
      [
        ["stopped", 2],
        ["running", 1],
      ],
    );
  });

  it("keeps each change of an alarm, and which of them an operator made", async () => {
    const { send } = open(store);
    const alarm = "pump-1/bearingTemperature/high";
    const told = await send(pumpFeatures(0, HOT));
    await send({ command: "acknowledge", alarm, by: "olga" });
    await send(pumpFeatures(1));
    const kept = (await store.listDocuments({ collection: "alarms", owner: "pump-1" })).toReversed();
    const changes = kept.map(({ timeMs, body }) => {
      assert.ok(isAlarmChange(body));
      return [(timeMs - START_MS) / HOUR, body.alarm.state, body.command];
    });
    assert.deepEqual(changes, [
      [1, "active", undefined],
      [1, "acknowledged", "acknowledge"],
      [2, "cleared", undefined],
    ]);
    assert.deepEqual(told?.[2]?.[0]?.payload, kept[0]?.body);
  });

  it("writes features and health for charts", async () => {
    const { send } = open(store);
    await send(pumpFeatures(0));
    const [row] = await store.latest("features", { asset: "pump-1" });
    assert.equal(row?.fields["speed.mean"], 2900);
    const health = await store.latest("health", { asset: "pump-1", component: "impeller" });
    assert.deepEqual([health[0]?.fields, health[0]?.timeMs], [{ health: 1 }, START_MS + HOUR]);
  });

  it("has the trends of the time in which the store was full, once there is room", async () => {
    let full = true;
    const { send } = open({
      ...store,
      write: (points) => (full ? Promise.reject(new Error("disk full")) : store.write(points)),
    });
    for (const hour of [0, 1, 2]) await send(pumpFeatures(hour));
    full = false;
    await send(pumpFeatures(3));
    const trend = { measurement: "health", tags: { asset: "pump-1", component: "impeller" }, field: "health" };
    const { timesMs } = await store.range({ ...trend, fromMs: 0, toMs: Date.UTC(2030) });
    assert.deepEqual(
      [...timesMs].map((time) => (time - START_MS) / HOUR),
      [1, 2, 3, 4],
    );
  });

  it("goes on while the store can't be written, says so once, and is kept when it is back", async () => {
    let away = true;
    const refuse = async (): Promise<void> => {
      throw new Error("disk is full");
    };
    const shaky: TwinStore = {
      ...store,
      putDocument: (document) => (away ? refuse() : store.putDocument(document)),
    };
    const { state, failures } = open(shaky);
    assert.equal((await state(pumpFeatures(0))).operatingHours, 1);
    assert.equal((await state(pumpFeatures(1))).operatingHours, 2);
    assert.deepEqual(
      failures.map((failure) => failure.code),
      ["TWIN-TWIN-010"],
    );
    away = false;
    await state(pumpFeatures(2));
    assert.equal((await open(store).state(pumpFeatures(3))).operatingHours, 4);
  });

  it("refuses messages while what was kept can't be read, and goes on from it afterwards", async () => {
    await open(store).send(pumpFeatures(0));
    let away = true;
    const shaky: TwinStore = {
      ...store,
      listDocuments: async (query) => {
        if (away) throw new Error("locked");
        return store.listDocuments(query);
      },
    };
    const again = open(shaky);
    await assert.rejects(async () => again.send(pumpFeatures(1)), { code: "TWIN-TWIN-013" });
    away = false;
    assert.equal((await again.state(pumpFeatures(2))).operatingHours, 3, "the hour between is a short gap");
  });

  it("does not overwrite a machine that is kept under another type until that twin is ended", async () => {
    await open(store, "induction-fan").send({ ...pumpFeatures(0, {}, "m-1"), latest: {} });
    await assert.rejects(async () => open(store).send(pumpFeatures(1, {}, "m-1")), { code: "TWIN-TWIN-007" });
    const fan = open(store, "induction-fan");
    await fan.send({ command: "forget", asset: "m-1" });
    await assert.rejects(async () => fan.send("state of m-1"), { code: "TWIN-TWIN-005" });
    assert.equal((await open(store).state(pumpFeatures(1, {}, "m-1"))).assetType, "centrifugal-pump");
  });

  it("sets a damaged memory aside with its reason and begins anew", async () => {
    const body = { schema: "twinloom/twin-memory@1", asset: "pump-1", operatingHours: "many" };
    await store.putDocument({ collection: "twin-states", id: "pump-1", owner: "pump-1", timeMs: 7, body });
    const { state, failures } = open(store);
    assert.equal((await state(pumpFeatures(0))).operatingHours, 1);
    assert.equal(failures[0]?.code, "TWIN-TWIN-008");
    assert.deepEqual((await store.getDocument("twin-states-aside", "pump-1@7"))?.body, body);
  });

  it("keeps a memory that it can read again, whatever numbers the features carry", async () => {
    await open(store).send(pumpFeatures(0, { "flow.mean": Number.NaN, "flow.max": Number.POSITIVE_INFINITY }));
    const again = open(store);
    assert.equal((await again.state(pumpFeatures(1))).operatingHours, 2);
    assert.deepEqual(again.failures, []);
  });

  it("refuses a machine that is none of its type", async () => {
    const latest = { airflow: { value: 1, unit: "m3/h", time: START_MS, quality: "good" } };
    const { send, failures } = open(store);
    await assert.rejects(async () => send({ ...pumpFeatures(0, {}, "fan-1"), latest }), { code: "TWIN-TWIN-012" });
    assert.deepEqual(failures, []);
    assert.deepEqual((await send("state"))?.[1]?.payload, []);
  });
});
