import assert from "node:assert/strict";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import { makePlan } from "../../../nodes/sensor-source/plan.ts";
import { rawReadings } from "../../../nodes/sensor-source/raw-readings.ts";
import { schema } from "../../../nodes/sensor-source/schema.ts";

const row = { tag: "plant/pump", pointer: "/t", channel: "temperature", unit: "Cel" };

describe("the raw readings of a source", () => {
  const { rows } = makePlan(parseConfig(schema, { protocol: "mqtt", tags: [row] }), undefined);
  const [plan] = rows;

  it("are kept as the server sent them, the last ones, under the name that their row has in a preview", () => {
    assert.ok(plan);
    const raw = rawReadings(() => 7);
    assert.deepEqual(raw.message(), []);
    for (let i = 0; i < 600; i++) raw.keep(plan, "", i, i, 0);
    raw.keep(plan, "pump-1", "x".repeat(1000), 1, 0);
    raw.keep(plan, "pump-1", "12", undefined, 2);
    const [message] = raw.message();
    const readings = message?.message.payload as readonly object[];
    assert.equal(readings.length, 500);
    assert.deepEqual(readings[0], { tag: "plant/pump/t", value: 101, time: 101, quality: "good" });
    assert.deepEqual(readings.at(-1), { tag: "plant/pump/t", value: "12", time: 7, quality: "bad", asset: "pump-1" });
    const muted = schema.muted?.({ protocol: "mqtt", store: "s", tags: [row] });
    assert.deepEqual(muted, { protocol: "wire", store: "", tags: [{ ...row, tag: "plant/pump/t", pointer: "" }] });
  });
});
