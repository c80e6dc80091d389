import assert from "node:assert/strict";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { SETPOINT_TAG, type Setpoint } from "../../../models/setpoint/setpoint.ts";
import { SETPOINT_REVIEW_TAG } from "../../../models/setpoint/setpoint-review.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { TwinStore } from "../../../nodes/kit/store.ts";
import type { FlowMessage, Outgoing } from "../../../nodes/kit/world.ts";
import { createBehaviour } from "../../../nodes/setpoint-guard/behaviour.ts";
import { schema } from "../../../nodes/setpoint-guard/schema.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { comparison, HOUR, START, stateAt } from "../setpoint/guard-world.ts";

const SETTINGS = { asset: "fan-1", mode: "approve", min: 1200, max: 1600, ratePerHour: 100, dwellHours: 2 };

const setpointsOn = (out: Outgoing, port: 0 | 1): Setpoint[] => {
  const messages = (Array.isArray(out) ? out[port] : undefined) ?? [];
  return (Array.isArray(messages) ? messages : [messages]).map(({ payload }: FlowMessage) => payload as Setpoint);
};

const open = (settings: object = {}, store?: TwinStore) => {
  const { world, clock, sent, failures, statuses, close } = fakeWorld({ store });
  const behaviour = createBehaviour(
    parseConfig(schema, { ...SETTINGS, ...(store ? { store: "store" } : {}), ...settings }),
    world,
  );
  const send = async (payload: unknown): Promise<Outgoing> => (await behaviour.input?.({ payload })) ?? null;
  return {
    ...{ clock, sent, failures, close, behaviour },
    send,
    told: async (payload: unknown): Promise<Setpoint[]> => setpointsOn(await send(payload), 0),
    news: async (payload: unknown): Promise<Setpoint[]> => setpointsOn(await send(payload), 1),
    status: () => statuses.at(-1),
  };
};

const approve = { command: "approve", setpoint: "SP-fan-1-speed-1", by: "jane" };
const propose = { command: "propose", asset: "fan-1", value: 1400, by: "planner" };
const refusedWith = (code: string) => (error: unknown) =>
  error instanceof TwinError && error.code === `TWIN-SETPOINT-${code}`;

describe("the set-point guard", () => {
  it("proposes the best scenario, and tells the plant when an operator agrees", async () => {
    const guard = open();
    assert.equal(await guard.send(stateAt(0)), null);
    const [proposed, review] = await guard.news(comparison({ "−12 %": [0.875, 300, 0.05] }, 0));
    assert.deepEqual([proposed?.schema, proposed?.status, proposed?.target], [SETPOINT_TAG, "proposed", 1295]);
    assert.equal(review?.schema, SETPOINT_REVIEW_TAG);
    assert.deepEqual(guard.status(), { level: "waiting", text: "1295 to approve" });
    const [told] = await guard.told(approve);
    assert.deepEqual([told?.value, told?.unit, told?.approvedBy], [1380, "1/min", "jane"]);
    assert.deepEqual((await guard.told(stateAt(2)))[0]?.value, 1295);
    assert.deepEqual(guard.status(), { level: "ok", text: "at 1295" });
    assert.deepEqual(told?.lineage, {
      ...{ flowRevision: "test-revision", modelHash: "physics-1", fromMs: START - HOUR, toMs: START },
    });
  });

  it("tells the plant by a message of its own, without what came with the cause", async () => {
    const { send, behaviour } = open();
    await send(stateAt(0));
    await send(propose);
    const out = await behaviour.input?.({ payload: approve, retain: true, topic: "x", _client: { socketId: "1" } });
    const [writes] = out as readonly FlowMessage[][];
    assert.deepEqual(Object.keys(writes?.[0] ?? {}), ["topic", "payload"]);
    assert.equal(writes?.[0]?.["topic"], "fan-1");
  });

  it("gives each refusal its code and reason", async () => {
    const { send } = open();
    await assert.rejects(send(propose), refusedWith("007"), "no state has come");
    await send(stateAt(0));
    await assert.rejects(send({ ...propose, by: "" }), refusedWith("006"));
    await assert.rejects(send({ ...propose, value: Number.NaN }), refusedWith("003"));
    await assert.rejects(
      send({ ...propose, unit: "kW" }),
      /TWIN-SETPOINT-003: speed of fan-1 is not changed: a value in kW can't be/,
    );
    await assert.rejects(send(approve), refusedWith("004"));
    await send(propose);
    await send({ ...approve, command: "reject" });
    await assert.rejects(send(approve), /TWIN-SETPOINT-005: SP-fan-1-speed-1 is rejected/);
    for (const payload of [
      1,
      null,
      [],
      {},
      { schema: "twinloom/forecast@1" },
      { command: "go" },
      { schema: "twinloom/state@1" },
    ])
      await assert.rejects(send(payload), refusedWith("001"));
    await assert.rejects(
      send({ ...comparison({}), asItIs: null }),
      /TWIN-SETPOINT-001: .* not whole: asItIs must be object/,
    );
  });

  it("says at deploy which limit is wrong", () => {
    assert.throws(
      () => open({ min: 1700 }),
      /TWIN-SETPOINT-002: The limits of speed can't be kept: max 1600 is not above/,
    );
    assert.throws(() => open({ baseline: 0 }), refusedWith("002"));
  });

  it("leaves other machines alone, or holds each to the same limits", async () => {
    const other = { ...stateAt(0), asset: "fan-2" };
    assert.equal(await open().send(other), null);
    const all = open({ asset: "" });
    await all.send(stateAt(0));
    await all.send(other);
    assert.equal(await all.send({ schema: "twinloom/loads@1", asset: "fan-1" }), null, "what a runner also sends");
    await assert.rejects(all.send({ ...propose, asset: "" }), /TWIN-SETPOINT-007: .*knows 2 machines.*fan-1, fan-2/);
    assert.equal((await all.news({ ...propose, asset: "fan-2" }))[0]?.id, "SP-fan-2-speed-1");
  });

  it("falls back when the states fall silent, with an error for the Catch nodes", async () => {
    const guard = open({ fallback: "baseline", silenceMinutes: 10 });
    await guard.send(stateAt(0));
    await guard.send(propose);
    await guard.send(approve);
    guard.clock.advance(9 * 60_000);
    await guard.send({ ...stateAt(0) });
    guard.clock.advance(2 * 60_000);
    await guard.behaviour.close?.(false);
    const [told] = setpointsOn(guard.sent[0], 0);
    assert.deepEqual([told?.value, told?.status], [1480, "released"], "a state that is not newer is none");
    assert.equal(guard.failures[0]?.code, "TWIN-SETPOINT-008");
  });

  it("tells the plant the way back when it is taken out of the flow, and nothing at a redeploy", async () => {
    const guard = open();
    await guard.send(stateAt(0));
    await guard.send(propose);
    await guard.send(approve);
    const [told] = setpointsOn(guard.behaviour.farewell?.(), 0);
    assert.deepEqual(
      [told?.value, told?.history.at(-1)?.text],
      [null, "the guard was removed; given back to the plant's own control"],
    );
    assert.deepEqual(setpointsOn(guard.behaviour.farewell?.(), 0), [], "it is said once");
  });

  it("goes on after a restart, with the orders that are open, and keeps every step", async () => {
    const folder = temporaryFolder();
    const store = openEmbeddedStore({ file: `${folder.path}/setpoints.db` });
    const before = open({}, store);
    await before.send(stateAt(0));
    await before.send(propose);
    await before.send(approve);
    const order = { schema: "twinloom/work-order@1", id: "WO-fan-1-1", status: "open", urgency: "CRITICAL" };
    await store.putDocument({ collection: "work-orders", id: order.id, owner: "fan-1", timeMs: START, body: order });
    before.close();

    const after = open({ blockAtUrgency: "CRITICAL", validHours: 24 }, store);
    await assert.rejects(
      after.send({ ...propose, value: 1300 }),
      /not known whether fan-1 runs; the critical order WO-fan-1-1/,
    );
    const [over] = await after.told(stateAt(168));
    assert.deepEqual([over?.id, over?.value, over?.previous], ["SP-fan-1-speed-1", null, 1400]);
    const listed = (await after.send({ query: "setpoints" })) as readonly (FlowMessage | null)[];
    const [kept] = listed[1]?.payload as Setpoint[];
    assert.deepEqual(
      kept?.history.map(({ action }) => action),
      ["proposed", "approved", "written", "released"],
    );
    const range = { measurement: "setpoint", tags: { asset: "fan-1", parameter: "speed" }, field: "value" };
    const { values } = await store.range({ ...range, fromMs: START, toMs: START + HOUR });
    assert.deepEqual([...values], [1400]);
    after.close();
    await store.close();
    folder.remove();
  });
});
