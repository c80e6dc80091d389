import assert from "node:assert/strict";
import type { TwinState } from "../../models/twin/twin-state.ts";
import assetType from "../../nodes/asset-type/node.ts";
import twinStore from "../../nodes/store/node.ts";
import twinState from "../../nodes/twin-state/node.ts";
import workOrderSink from "../../nodes/work-order-sink/node.ts";
import { eventually } from "../support/eventually.ts";
import { pumpFeatures } from "../support/features-of.ts";
import { messagesOf, nextMessage, nodeHelper } from "../support/node-helper.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const catchNode = (await import("@node-red/nodes/core/common/25-catch.js" as string)).default;

const folder = temporaryFolder();
const flow = (kind = "centrifugal-pump", definition = ""): object[] => [
  { id: "t", type: "tab", label: "t" },
  { id: "store", type: "twinloom-store", driver: "embedded", file: `${folder.path}/twin.db` },
  { id: "type", type: "twinloom-asset-type", kind, definition, place: "Works/North/Utilities/Line 2" },
  {
    id: "twin",
    type: "twinloom-twin-state",
    z: "t",
    assetType: "type",
    store: "store",
    wires: [["state"], ["answer"], ["orders"]],
  },
  { id: "orders", type: "twinloom-work-order-sink", z: "t", store: "store", wires: [["order"], [], ["twin"]] },
  { id: "state", type: "helper", z: "t" },
  { id: "answer", type: "helper", z: "t" },
  { id: "order", type: "helper", z: "t" },
  { id: "catch", type: "catch", z: "t", x: 1, y: 1, wires: [["caught"]] },
  { id: "caught", type: "helper", z: "t" },
];
const load = (...settings: Parameters<typeof flow>): Promise<void> =>
  nodeHelper.load([assetType, twinStore, twinState, workOrderSink, catchNode], flow(...settings));
const next = async (id: string): Promise<unknown> => (await nextMessage(nodeHelper.getNode(id)))["payload"];

describe("the twin state in Node-RED", () => {
  before((done) => void nodeHelper.startServer(done));
  after((done) => {
    nodeHelper.stopServer(done);
    folder.remove();
  });
  afterEach(() => nodeHelper.unload());

  it("tells states, answers questions and goes on after a deploy", async () => {
    await load();
    const state = next("state");
    nodeHelper.getNode("twin").receive({ payload: pumpFeatures(0) });
    const told = (await state) as TwinState;
    assert.deepEqual([told.operatingHours, told.place], [1, "Works/North/Utilities/Line 2"]);
    await nodeHelper.unload();
    await load();
    const answer = next("answer");
    nodeHelper.getNode("twin").receive({ payload: "state of pump-1" });
    const { lineage: before, ...kept } = told;
    const { lineage: after, ...known } = (await answer) as TwinState;
    assert.deepEqual(known, kept);
  });

  it("has a work order made of a high alarm, whose closing is maintenance of the twin", async () => {
    await load();
    const raised = next("order");
    nodeHelper.getNode("twin").receive({ payload: pumpFeatures(1, { "bearingTemperature.mean": 90 }) });
    const { id, title } = (await raised) as { id: string; title: string };
    assert.equal(title, "pump-1: Bearing wear");
    const state = next("state");
    nodeHelper.getNode("orders").receive({ payload: { command: "close", order: id, by: "olga", causeCode: "3.4" } });
    assert.equal(((await state) as TwinState).components["bearing"]?.health, null);
  });

  it("gives what it can't use to a Catch node, and goes on", async () => {
    await load();
    const caught = nextMessage(nodeHelper.getNode("caught"));
    nodeHelper.getNode("twin").receive({ payload: { schema: "twinloom/forecast@1" } });
    assert.match(String(((await caught)["error"] as { message?: string } | undefined)?.message), /^TWIN-TWIN-001/);
    const state = next("state");
    nodeHelper.getNode("twin").receive({ payload: pumpFeatures(2) });
    assert.equal(((await state) as TwinState).asset, "pump-1");
  });

  it("refuses messages where its asset type is no type", async () => {
    await load("own", "{}");
    const caught = messagesOf(nodeHelper.getNode("caught"));
    nodeHelper.getNode("twin").receive({ payload: pumpFeatures(3) });
    const codes = () => caught.map(({ error }) => String((error as { message?: string }).message).slice(0, 12));
    await eventually("the error of the message", () => codes().at(-1) === "TWIN-KIT-004", codes);
    assert.ok(codes().includes("TWIN-TYPE-00"), "the asset type itself says what is wrong with it");
  });
});
