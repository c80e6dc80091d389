import assert from "node:assert/strict";
import bcrypt from "bcryptjs";
import { connectAsync, type MqttClient } from "mqtt";
import type { SeenTopic } from "../../nodes/sensor-source/mqtt/seen-topic.ts";
import { findMosquitto, type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { type RunningNodeRed, startNodeRed } from "../support/node-red.ts";
import { until } from "../support/until.ts";

const adminAuth = {
  type: "credentials",
  users: [{ username: "eva", password: bcrypt.hashSync("x", 4), permissions: "*" }],
};
const SOURCE = {
  id: "n1",
  type: "twinloom-sensor-source",
  z: "t",
  x: 1,
  y: 1,
  wires: [[], []],
  name: "",
  protocol: "wire",
  credentials: { password: "right" },
};

describe("the topic browser's question", () => {
  let broker: Mosquitto;
  let red: RunningNodeRed;
  let plant: MqttClient;
  let token = "";

  before(async function () {
    if (!findMosquitto()) {
      console.log("      skipped: mosquitto is not installed (apt-get install mosquitto)");
      this.skip();
    }
    broker = await startMosquitto({ user: "plant", password: "right" });
    plant = await connectAsync(broker.url, { username: "plant", password: "right" });
    red = await startNodeRed({ settings: { adminAuth } });
    const form = { client_id: "node-red-admin", grant_type: "password", scope: "*", username: "eva", password: "x" };
    const answer = await fetch(`${red.url}/auth/token`, { method: "POST", body: new URLSearchParams(form) });
    token = JSON.parse(await answer.text()).access_token;
    await fetch(`${red.url}/flows`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify([{ id: "t", type: "tab", label: "t" }, SOURCE]),
    });
    await until("the deployed node", () => red.log().split("Started flows").length > 2);
  });
  after(async () => {
    await plant?.endAsync(true);
    await red?.stop();
    await broker?.remove();
  });

  const ask = (settings: Record<string, unknown>, bearer = token, password = "__PWRD__"): Promise<Response> =>
    fetch(`${red.url}/twinloom/ask/mqtt-topics`, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
      body: JSON.stringify({ id: "n1", settings: { protocol: "mqtt", ...settings }, secrets: { password } }),
    });

  it("is answered with what arrives by the unsaved settings, and rows that would map it", async () => {
    const body = { time: 1, drive: { "motor-speed": { value: 9000, unit: "rpm" } }, note: "x" };
    await plant.publishAsync("plant/m1/telemetry", JSON.stringify(body), { retain: true });
    await plant.publishAsync("plant/m1/power", "5.5", { retain: true });
    const answer = await ask({ mqttUrl: broker.url, user: "plant" });
    assert.equal(answer.status, 200, await answer.clone().text());
    const seen: SeenTopic[] = JSON.parse(await answer.text());
    assert.deepEqual(seen, [
      {
        topic: "plant/m1/power",
        messages: 1,
        payload: "5.5",
        values: [{ tag: "plant/m1/power", pointer: "", channel: "power", value: 5.5, unit: "" }],
      },
      {
        topic: "plant/m1/telemetry",
        messages: 1,
        payload: JSON.stringify(body),
        values: [
          {
            tag: "plant/m1/telemetry",
            pointer: "/drive/motor-speed/value",
            channel: "motorSpeed",
            value: 9000,
            unit: "/min",
          },
        ],
      },
    ]);
  });

  it("is answered with a coded reason where the broker refuses, or a setting is wrong", async () => {
    const refused = await ask({ mqttUrl: broker.url, user: "plant" }, token, "wrong");
    assert.equal(refused.status, 422);
    assert.equal(JSON.parse(await refused.text()).code, "TWIN-SOURCE-040");
    const wrong = await ask({ mqttUrl: "nowhere" });
    assert.equal(JSON.parse(await wrong.text()).code, "TWIN-SOURCE-006");
  });

  it("is refused to whom may not deploy", async () => {
    assert.equal((await ask({ mqttUrl: broker.url }, "none")).status, 401);
  });
});
