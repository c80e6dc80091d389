import assert from "node:assert/strict";
import { assetTypes } from "../../../models/assets/asset-types.ts";
import { MAINTENANCE_TAG } from "../../../models/maintenance/maintenance-event.ts";
import { TELEMETRY_TAG } from "../../../models/telemetry/telemetry.ts";
import type { TwinState } from "../../../models/twin/twin-state.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { FlowMessage } from "../../../nodes/kit/world.ts";
import { createBehaviour } from "../../../nodes/twin-state/behaviour.ts";
import { schema } from "../../../nodes/twin-state/schema.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { pumpFeatures, START_MS } from "../../support/features-of.ts";

const HOUR = 3_600_000;
type Ports = readonly [FlowMessage | null, FlowMessage | null, readonly FlowMessage[] | null];

const open = (settings: Record<string, unknown> = {}) => {
  const fake = fakeWorld({ type: assetTypes["centrifugal-pump"] });
  const behaviour = createBehaviour(
    parseConfig(schema, { assetType: "type", healthSmoothingHours: 0, ...settings }),
    fake.world,
  );
  const send = async (payload: unknown): Promise<Ports | null> =>
    (await behaviour.input?.({ payload })) as Ports | null;
  const state = async (payload: unknown): Promise<TwinState> => (await send(payload))?.[0]?.payload as TwinState;
  return { ...fake, send, state };
};

describe("the twin state", () => {
  it("turns a window of features into a state with health, hours and place", async () => {
    const { state } = open();
    await state(pumpFeatures(0));
    const second = await state(pumpFeatures(1, { "vibrationVelocity.mean": 7.2, "bearingTemperature.mean": 84 }));
    assert.equal(second.operatingState, "running");
    assert.equal(second.operatingHours, 2);
    assert.equal(second.components["bearing"]?.health, 0);
    assert.equal(second.components["impeller"]?.health, 1);
    assert.equal(second.place, "Demo works/Plant 1/Utilities/Cooling water");
  });

  it("tells each machine apart", async () => {
    const { state, send } = open();
    await state(pumpFeatures(0, { "dischargePressure.mean": 4.75 }, "pump-2"));
    assert.equal((await state(pumpFeatures(0))).components["impeller"]?.health, 1);
    const all = (await send("state"))?.[1]?.payload as TwinState[];
    assert.deepEqual(
      all.map((one) => one.asset),
      ["pump-1", "pump-2"],
    );
    const one = (await send("state of pump-2"))?.[1]?.payload as TwinState | undefined;
    assert.equal(one?.components["impeller"]?.health, 0);
  });

  it("does not judge a machine by a window in which it stood still", async () => {
    const { state } = open();
    await state(pumpFeatures(0));
    const stopped = await state(pumpFeatures(1, { "speed.mean": 0, "speed.min": 0, "dischargePressure.mean": 0 }));
    assert.deepEqual([stopped.operatingState, stopped.components["impeller"]?.health], ["stopped", 1]);
    assert.equal(stopped.operatingHours, 1, "the hour before");
    assert.deepEqual(stopped.alarms, [], "a stopped pump has no pressure: no alarm");
  });

  it("calls a machine failed that stands still with no health left, until its maintenance", async () => {
    const { state } = open();
    await state(pumpFeatures(0, { "dischargePressure.mean": 4.75 }));
    const still = { "speed.mean": 0, "speed.min": 0 };
    assert.equal((await state(pumpFeatures(1, still))).operatingState, "failed");
    const time = START_MS + 2 * HOUR;
    const done = await state({ schema: MAINTENANCE_TAG, asset: "pump-1", component: "all", time });
    assert.deepEqual(
      [done.operatingState, done.operatingHours, done.components["impeller"]?.health],
      ["stopped", 0, null],
    );
    assert.equal(done.maintainedAt["impeller"], time);
    assert.equal((await state(pumpFeatures(3))).components["impeller"]?.health, 1);
  });

  it("sends an alarm when it changes and not again while it stays", async () => {
    const { send } = open();
    const hot = { "bearingTemperature.mean": 85 };
    const alarms = (await send(pumpFeatures(0, hot)))?.[2] ?? [];
    assert.deepEqual(
      alarms.map((one) => (one.payload as { alarm: { id: string } }).alarm.id),
      ["pump-1/bearingTemperature/high"],
    );
    assert.equal((await send(pumpFeatures(1, hot)))?.[2], null);
    const { lineage } = alarms[0]?.payload as { lineage: { flowRevision: string } };
    assert.equal(lineage.flowRevision, "test-revision");
    const taken = await send({ command: "acknowledge", alarm: "pump-1/bearingTemperature/high", by: "olga" });
    const alarm = (taken?.[0]?.payload as TwinState | undefined)?.alarms[0];
    assert.deepEqual([alarm?.state, alarm?.acknowledgedBy], ["acknowledged", "olga"]);
  });

  it("takes telemetry as it comes and tells of it when a state is due", async () => {
    const { send } = open({ telemetryEveryMinutes: 30 });
    const telemetry = (minutes: number, speed: number) => ({
      schema: TELEMETRY_TAG,
      asset: "pump-1",
      time: START_MS + minutes * 60_000,
      values: { speed },
    });
    assert.ok((await send(telemetry(0, 2900)))?.[0], "the first state is news");
    assert.equal(await send(telemetry(10, 2900)), null);
    assert.ok((await send(telemetry(11, 0)))?.[0], "a change of the operating state is news");
    const due = (await send(telemetry(45, 2900)))?.[0]?.payload as TwinState;
    assert.ok(Math.abs(due.operatingHours - 11 / 60) < 1e-9);
  });

  it("does not turn back for what comes late", async () => {
    const { state, send } = open();
    await state(pumpFeatures(5));
    await assert.rejects(async () => send(pumpFeatures(4)), { code: "TWIN-TWIN-004" });
    await assert.rejects(async () => send(pumpFeatures(5)), { code: "TWIN-TWIN-004" });
  });

  it("reports an unknown channel or a wrong unit once and uses the rest", async () => {
    const { state, failures } = open();
    const odd = pumpFeatures(0);
    const latest = {
      ...odd.latest,
      colour: { value: 1, unit: "1", time: odd.time, quality: "good" },
      speed: { ...odd.latest["speed"], unit: "Hz" },
    };
    const result = await state({ ...odd, latest });
    await state({ ...pumpFeatures(1), latest });
    assert.deepEqual(
      failures.map((failure) => failure.code),
      ["TWIN-TWIN-003", "TWIN-TWIN-002"],
    );
    assert.ok(result.channels["dischargePressure"]);
  });

  for (const payload of [
    null,
    7,
    "hello",
    {},
    { schema: "twinloom/features@1" },
    { schema: TELEMETRY_TAG, asset: "", time: 1, values: {} },
  ]) {
    it(`refuses ${JSON.stringify(payload)} with a code`, async () => {
      await assert.rejects(async () => open().send(payload), { code: "TWIN-TWIN-001" });
    });
  }

  it("names the machines that it knows when another is asked for", async () => {
    const { state, send } = open();
    await state(pumpFeatures(0));
    await assert.rejects(async () => send("state of pump-9"), /TWIN-TWIN-005.*pump-1/);
  });

  it("gives byte for byte the same states for the same input", async () => {
    const course = async (): Promise<string> => {
      const { state } = open();
      const states = [];
      for (let hour = 0; hour < 30; hour++)
        states.push(await state(pumpFeatures(hour, { "bearingTemperature.mean": 60 + hour })));
      return JSON.stringify(states);
    };
    assert.equal(await course(), await course());
  });
});
