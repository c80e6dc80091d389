import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { TwinError } from "../../models/errors/twin-error.ts";
import { type CreateBehaviour, defineNode } from "../../nodes/kit/define-node.ts";
import { kitErrors } from "../../nodes/kit/errors.ts";
import type { FlowMessage, World } from "../../nodes/kit/world.ts";
import { schema } from "../fixtures/sample-package/nodes/sample/schema.ts";
import { schema as configSchema } from "../fixtures/sample-package/nodes/sample-config/schema.ts";
import { type LiveNode, nextMessage, nodeHelper } from "../support/node-helper.ts";

type Create = CreateBehaviour<(typeof schema)["fields"]>;

const TAB = { id: "t", type: "tab", label: "t" };
const CONFIG = { id: "a1", type: "twinloom-sample-config", path: "data" };
const sample = { id: "n1", type: "twinloom-sample", z: "t", wires: [["out"], []], configVersion: 2, assetType: "a1" };
const out = { id: "out", type: "helper", z: "t" };
const catcher = { id: "catch", type: "catch", z: "t", x: 1, y: 1, wires: [["caught"]] };
const caught = { id: "caught", type: "helper", z: "t" };

const deploy = async (create: Create, settings: object = {}, credentials: object = {}): Promise<LiveNode> => {
  const configNode = defineNode(configSchema, (config) => ({ resource: { path: config.path } }));
  const flow = [TAB, CONFIG, { ...sample, ...settings }, out, catcher, caught];
  await nodeHelper.load([configNode, defineNode(schema, create), catchNode], flow, credentials);
  return nodeHelper.getNode("n1");
};

const catchNode = (await import("@node-red/nodes/core/common/25-catch.js" as string)).default;

const collect = (id: string): Record<string, unknown>[] => {
  const messages: Record<string, unknown>[] = [];
  nodeHelper.getNode(id).on("input", (message: never) => void messages.push(message));
  return messages;
};

/** Text of the error that a Catch node got with a message. */
const errorOf = (message: Record<string, unknown> | undefined): string => {
  const error = message?.["error"];
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : "";
};

const statuses = (node: LiveNode): (string | undefined)[] => node.status.args.map(([status]) => status?.text);

describe("a node made by the kit, in Node-RED", () => {
  before((done) => void nodeHelper.startServer(done));
  after((done) => void nodeHelper.stopServer(done));
  afterEach(() => nodeHelper.unload());

  it("sends what its behaviour returns", async () => {
    const node = await deploy(() => ({ input: (message) => ({ ...message, topic: "pump-1" }) }));
    const next = nextMessage(nodeHelper.getNode("out"));
    node.receive({ payload: 1 });
    assert.equal((await next)["topic"], "pump-1");
  });

  it("tells status and Catch nodes which setting is wrong and why, and refuses every message with it", async () => {
    const loading = deploy(() => ({ input: (message) => message }), { windowHours: -1 });
    const node = await loading;
    const messages = collect("caught");
    node.receive({ payload: 1 });
    await wait(20);
    assert.deepEqual(statuses(node).at(-1), "windowHours not > 0");
    assert.ok(messages.length >= 1);
    for (const message of messages)
      assert.match(errorOf(message), /TWIN-KIT-001: Setting windowHours \(Window\) must be > 0/);
    assert.equal(messages.at(-1)?.["payload"], 1);
  });

  it("aborts what a behaviour had begun before it found that it can't start", async () => {
    let signal: AbortSignal | undefined;
    const node = await deploy((_config, world) => {
      signal = world.signal;
      throw new TwinError(kitErrors.missingConfigNode, { type: "store", id: "gone", status: "no store" });
    });
    assert.equal(signal?.aborted, true);
    assert.equal(statuses(node).at(-1), "no store");
  });

  it("takes a number from an environment variable", async () => {
    process.env["TWINLOOM_TEST_WINDOW"] = "36";
    let windowHours: unknown;
    await deploy(
      (config) => {
        windowHours = config.windowHours;
        return {};
      },
      { windowHours: "$".concat("{TWINLOOM_TEST_WINDOW}") },
    );
    assert.equal(windowHours, 36);
  });

  it("keeps the order of its inputs though they take different times", async () => {
    const node = await deploy(() => ({
      input: async (message) => {
        await wait(Number(message.payload));
        return message;
      },
    }));
    const messages = collect("out");
    for (const payload of [30, 1, 10]) node.receive({ payload });
    await wait(80);
    assert.deepEqual(
      messages.map(({ payload }) => payload),
      [30, 1, 10],
    );
  });

  it("hands what its behaviour throws to the Catch nodes and goes on", async () => {
    const node = await deploy(() => ({
      input: (message: FlowMessage) => {
        if (message.payload === 1) throw new Error("a defect");
        return message;
      },
    }));
    const messages = collect("caught");
    const sent = collect("out");
    for (const payload of [1, 2]) node.receive({ payload });
    await wait(20);
    assert.equal(messages.length, 1);
    assert.match(errorOf(messages[0]), /TWIN-KIT-006: .*a defect/);
    assert.equal(sent[0]?.["payload"], 2);
    assert.equal(statuses(node).at(-1), "KIT-006");
  });

  it("aborts its signal, waits for the message in hand and then closes its behaviour", async () => {
    const order: string[] = [];
    const node = await deploy((_config, world) => ({
      input: async () => {
        await new Promise((resolve) => world.signal.addEventListener("abort", resolve));
        order.push("input ended");
        return null;
      },
      close: () => void order.push(`closed, aborted ${world.signal.aborted}`),
    }));
    node.receive({ payload: 1 });
    await wait(10);
    await nodeHelper.unload();
    assert.deepEqual(order, ["input ended", "closed, aborted true"]);
  });

  it("sends nothing and shows nothing once it is closed", async () => {
    let live: World | undefined;
    const node = await deploy((_config, world) => {
      live = world;
      return {};
    });
    const sent = collect("out");
    await nodeHelper.unload();
    const shown: unknown[] = [];
    Object.assign(node, { status: (status: unknown) => shown.push(status) });
    live?.emit({ payload: 1 });
    live?.status({ level: "ok", text: "late" });
    await wait(10);
    assert.equal(sent.length, 0);
    assert.deepEqual(shown, []);
  });

  it("gets the resource of a config node, and an error that names it where it is missing", async () => {
    let path: unknown;
    const create: Create = (config, world) => {
      path = world.resource<{ path: string }>(config.assetType, "twinloom-sample-config").path;
      return {};
    };
    await deploy(create);
    assert.equal(path, "data");
    await nodeHelper.unload();
    const node = await deploy(create, { assetType: "gone" });
    assert.equal(statuses(node).at(-1), "no sample-config");
  });

  it("hands its secrets to the behaviour and nothing else", async () => {
    let password: unknown;
    await deploy(
      (_config, world) => {
        password = world.credentials["password"];
        return {};
      },
      {},
      { n1: { password: "secret" } },
    );
    assert.equal(password, "secret");
  });

  it("reports a failure outside its input to status and Catch nodes", async () => {
    let live: World | undefined;
    const node = await deploy((_config, world) => {
      live = world;
      return {};
    });
    const messages = collect("caught");
    live?.fail(new TwinError(kitErrors.invalidMessage, { expected: "telemetry", field: "time", reason: "is missing" }));
    await wait(10);
    assert.equal(statuses(node).at(-1), "KIT-008");
    assert.match(errorOf(messages[0]), /time is missing/);
  });

  it("knows the revision of the flow that it runs in", async () => {
    let live: World | undefined;
    const create: Create = (_config, world) => {
      live = world;
      return {};
    };
    await deploy(create, { x: 1 });
    const first = live?.flowRevision();
    await nodeHelper.unload();
    await deploy(create, { x: 500 });
    assert.equal(live?.flowRevision(), first);
    await nodeHelper.unload();
    await deploy(create, { windowHours: 5 });
    assert.notEqual(live?.flowRevision(), first);
  });
});
