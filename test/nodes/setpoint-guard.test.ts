import assert from "node:assert/strict";
import type { Setpoint } from "../../models/setpoint/setpoint.ts";
import setpointGuard from "../../nodes/setpoint-guard/node.ts";
import { nextMessage, nodeHelper } from "../support/node-helper.ts";
import { stateAt } from "../unit/setpoint/guard-world.ts";

const catchNode = (await import("@node-red/nodes/core/common/25-catch.js" as string)).default;

const GUARD = {
  id: "guard",
  type: "twinloom-setpoint-guard",
  z: "t",
  asset: "fan-1",
  mode: "approve",
  wires: [["told"], ["news"]],
};
const flow = [
  { id: "t", type: "tab", label: "t" },
  GUARD,
  { id: "told", type: "helper", z: "t" },
  { id: "news", type: "helper", z: "t" },
  { id: "catch", type: "catch", z: "t", x: 1, y: 1, wires: [["caught"]] },
  { id: "caught", type: "helper", z: "t" },
];
const setpointOf = (message: Record<string, unknown>): Setpoint => message["payload"] as Setpoint;

describe("the set-point guard in Node-RED", () => {
  before((done) => void nodeHelper.startServer(done));
  after((done) => void nodeHelper.stopServer(done));
  afterEach(() => nodeHelper.unload());

  it("asks, is approved, and tells the plant", async () => {
    await nodeHelper.load([setpointGuard, catchNode], flow);
    const guard = nodeHelper.getNode("guard");
    const news = nextMessage(nodeHelper.getNode("news"));
    const told = nextMessage(nodeHelper.getNode("told"));
    guard.receive({ payload: stateAt(0) });
    guard.receive({ payload: { command: "propose", value: 1450, by: "planner" } });
    const { id } = setpointOf(await news);
    guard.receive({ payload: { command: "approve", setpoint: id, by: "jane" } });
    const { value, approvedBy } = setpointOf(await told);
    assert.deepEqual([value, approvedBy], [1450, "jane"]);
  });

  it("brings what is refused to the Catch nodes with its code, and goes on", async () => {
    await nodeHelper.load([setpointGuard, catchNode], flow);
    const guard = nodeHelper.getNode("guard");
    const caught = nextMessage(nodeHelper.getNode("caught"));
    guard.receive({ payload: stateAt(0) });
    guard.receive({ payload: { command: "propose", value: Number.POSITIVE_INFINITY, by: "planner" } });
    const { error } = (await caught) as { error: { message: string } };
    assert.match(
      error.message,
      /^TWIN-SETPOINT-003: speed of fan-1 is not changed: the value Infinity is no finite number/,
    );
    const news = nextMessage(nodeHelper.getNode("news"));
    guard.receive({ payload: { command: "propose", value: 1450, by: "planner" } });
    assert.equal(setpointOf(await news).status, "proposed");
  });

  it("gives control back when it is deleted from the flow", async () => {
    await nodeHelper.load([setpointGuard, catchNode], flow);
    const guard = nodeHelper.getNode("guard");
    const first = nextMessage(nodeHelper.getNode("told"));
    guard.receive({ payload: stateAt(0) });
    guard.receive({ payload: { command: "propose", value: 1450, by: "planner" } });
    guard.receive({ payload: { command: "approve", setpoint: "SP-fan-1-speed-1", by: "jane" } });
    await first;
    const last = nextMessage(nodeHelper.getNode("told"));
    await nodeHelper.setFlows(
      flow.filter((node) => node !== GUARD),
      "nodes",
    );
    const { value, status } = setpointOf(await last);
    assert.deepEqual([value, status], [null, "released"]);
  });
});
