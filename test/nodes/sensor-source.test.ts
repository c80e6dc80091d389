import assert from "node:assert/strict";
import { writeToStream } from "mqtt-packet";
import sensorSource from "../../nodes/sensor-source/node.ts";
import { nextMessage, nodeHelper } from "../support/node-helper.ts";

const catchNode = (await import("@node-red/nodes/core/common/25-catch.js" as string)).default;

const flow = (settings: object) => [
  { id: "t", type: "tab", label: "t" },
  {
    id: "source",
    type: "twinloom-sensor-source",
    z: "t",
    asset: "m1",
    batchMs: 1,
    wires: [["out"], ["refused"]],
    ...settings,
  },
  { id: "out", type: "helper", z: "t" },
  { id: "refused", type: "helper", z: "t" },
  { id: "catch", type: "catch", z: "t", x: 1, y: 1, wires: [["caught"]] },
  { id: "caught", type: "helper", z: "t" },
];

describe("the sensor source, in Node-RED", () => {
  before((done) => void nodeHelper.startServer(done));
  after((done) => void nodeHelper.stopServer(done));
  afterEach(() => nodeHelper.unload());

  it("sends a reading on, and a refused one out of its second port and to the Catch nodes", async () => {
    await nodeHelper.load([sensorSource, catchNode], flow({}));
    const [out, refused, caught] = ["out", "refused", "caught"].map((id) => nextMessage(nodeHelper.getNode(id)));
    nodeHelper.getNode("source").receive({ topic: "speed", payload: "fast", timestamp: 1_767_225_600_000 });
    nodeHelper.getNode("source").receive({ topic: "speed", payload: 7, timestamp: 1_767_225_600_000 });
    assert.partialDeepStrictEqual(await out, { topic: "m1", payload: { asset: "m1", values: { speed: 7 } } });
    assert.partialDeepStrictEqual(await refused, {
      topic: "m1",
      payload: { code: "TWIN-SOURCE-012", channel: "speed" },
    });
    assert.match(JSON.stringify((await caught)?.["error"]), /TWIN-SOURCE-012/);
  });

  it("says at deploy that its settings can't work, and leaves the flow alone", async () => {
    const tags = [{ tag: "a", channel: "speed", unit: "furlong" }];
    await nodeHelper.load([sensorSource, catchNode], flow({ tags }));
    const caught = nextMessage(nodeHelper.getNode("caught"));
    nodeHelper.getNode("source").receive({ topic: "a", payload: 7 });
    assert.match(JSON.stringify((await caught)["error"]), /TWIN-SOURCE-003/);
  });

  it("tells the writer of MQTT packets to keep no buffer for each number, before any client writes one", () => {
    assert.equal(writeToStream.cacheNumbers, false);
  });
});
