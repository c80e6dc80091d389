import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { commitFlow } from "../../scripts/revisions/commit-flow.ts";
import { headOf } from "../../scripts/revisions/history.ts";
import { eventually } from "../support/eventually.ts";
import { type Headless, startHeadless } from "../support/headless.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const TAB = { id: "tab", type: "tab", label: "edge" };
const every = (seconds: string, wires: readonly string[]): object => ({
  ...{ id: "tick", type: "inject", z: "tab", once: false, repeat: seconds, wires: [wires] },
  props: [{ p: "payload" }],
});
const code = (id: string, func: string, finalize = ""): object => ({
  ...{ id, type: "function", z: "tab", func, finalize, outputs: 1, libs: [], wires: [[]] },
});
/** A process of Node.js that holds still in this way no longer answers anybody. */
const HANG = "for (;;) {}";
/** Whatever native code would print when it ends. */
const PROCESS = 'msg.constructor.constructor("return process")()';

const childrenOf = (pid: number): number[] =>
  spawnSync("ps", ["-eo", "ppid=,pid="])
    .stdout.toString()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([parent]) => parent === pid)
    .map(([, child = 0]) => child);

const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe("a runtime without an editor that gets into trouble", () => {
  const started: Headless[] = [];
  const start = async (...given: Parameters<typeof startHeadless>): Promise<Headless> => {
    const headless = await startHeadless(...given);
    started.push(headless);
    return headless;
  };
  const codes = (headless: Headless): (string | undefined)[] => headless.lines().map((line) => line.code);
  const ready = (headless: Headless): Promise<void> =>
    eventually("ready", async () => (await headless.ask("/readyz")).status === 200, headless.lines).then(
      () => undefined,
    );
  const tells = (headless: Headless, expected: string): Promise<unknown> =>
    eventually(expected, () => codes(headless).includes(expected), headless.lines);

  afterEach(() => {
    for (const headless of started.splice(0)) headless.remove();
  });

  it("is started again when it hangs, and ready again; what it printed are lines of the log", async () => {
    const print = `console.log("printed %d", 1); ${PROCESS}.stderr.write("last words\\n");`;
    const hangOnce = `if (!global.get('hung')) { global.set('hung', true); ${print} } else { for (;;) {} }`;
    const headless = await start([TAB, every("2", ["f"]), code("f", hangOnce)], ["--watchdog", "8"]);
    await ready(headless);
    const [first] = childrenOf(headless.pid);
    await tells(headless, "TWIN-EDGE-003");
    await tells(headless, "TWIN-EDGE-004");
    await ready(headless);
    const said = (message: string) => headless.lines().find((line) => line.message === message)?.level;
    assert.deepEqual([said("printed 1"), said("last words")], ["info", "error"]);
    assert.notEqual(childrenOf(headless.pid)[0], first);
  });

  it("is started again when it was killed, and when it ends by an error that nobody takes, which is told", async () => {
    const headless = await start([TAB, every("4", ["f"]), code("f", "Promise.reject(new Error('boom'));")]);
    await ready(headless);
    const [first = 0] = childrenOf(headless.pid);
    process.kill(first, "SIGKILL");
    const told = (words: RegExp) => headless.lines().some(({ message }) => words.test(message));
    await eventually("a start after the kill", () => told(/ended by SIGKILL/), headless.lines);
    await eventually("a start after the error", () => told(/ended by exit code 1/), headless.lines);
    assert.ok(told(/^Error: boom/), "its last words are in the log");
  });

  it("is cut off when it does not come to its end in the time it has, and says so", async () => {
    const headless = await start([TAB, code("f", "return msg;", HANG)], ["--drain", "2"]);
    await ready(headless);
    assert.equal(await headless.end(), 1);
    assert.ok(codes(headless).includes("TWIN-EDGE-006"));
  });

  it("ends when the process that watches it is killed", async () => {
    const headless = await start([TAB]);
    await ready(headless);
    const children = childrenOf(headless.pid);
    assert.equal(children.length, 1);
    await headless.end("SIGKILL");
    await eventually("its end", () => children.every((pid) => !isThere(pid)));
  });

  it("takes no flow with nodes that are not installed: they are named, and the flow before stays", async () => {
    const folder = temporaryFolder();
    const home = join(folder.path, "home");
    const { id } = commitFlow(home, [TAB], { user: "ann", message: "by hand" });
    const bad = [TAB, { id: "x", type: "no-such-node", z: "tab", wires: [] }];
    const refused = await start(bad, ["--home", home]);
    assert.equal(await refused.exited, 1);
    assert.equal(headOf(home), id);
    const told = await start(bad, ["--home", home, "--override", "its package comes later"]);
    assert.equal(await told.exited, 1);
    const line = told.lines().find((one) => one.code === "TWIN-EDGE-001");
    assert.match(line?.message ?? "", /not installed: no-such-node/);
    folder.remove();
  });

  it("does not start where TLS was asked for by half, or by files that are none: nothing is served in plain text", async () => {
    const file = join(import.meta.dirname, "supervision.test.ts");
    for (const env of [{ TWINLOOM_TLS_CERT: file }, { TWINLOOM_TLS_KEY: file, TWINLOOM_TLS_CERT: file }]) {
      const headless = await start([TAB], [], env);
      assert.deepEqual([await headless.exited, headless.lines()], [1, []]);
    }
  });

  it("does not take a flow file whose checks fail, unless it is told to; then it runs again without a word", async () => {
    const flow = [TAB, { id: "s", type: "twinloom-store", driver: "influx1", url: "", configVersion: 1 }];
    const refused = await start(flow);
    assert.equal(await refused.exited, 1);
    assert.equal(existsSync(join(refused.home, "revisions", "head")), false);
    const told = await start(flow, ["--home", refused.home, "--override", "the plant has to run"]);
    await eventually("health", async () => (await told.ask("/healthz")).status === 200, told.lines);
    assert.equal(await told.end(), 0);
    const again = await start(flow, ["--home", refused.home]);
    await eventually("health", async () => (await again.ask("/healthz")).status === 200, again.lines);
  });

  it("is alive but not ready while a node's settings are refused or a store's server is away", async () => {
    const store = {
      id: "store",
      type: "twinloom-store",
      name: "far",
      driver: "influx1",
      database: "twin",
      configVersion: 1,
    };
    const away = { ...store, url: "http://127.0.0.1:9", file: "outbox.db" };
    const wrong = { ...store, id: "store-2", name: "wrong", url: "" };
    const headless = await start([TAB, away, wrong], ["--override", "the plant has to run"]);
    const reasons = [
      "the settings of wrong are refused: TWIN-KIT-001",
      "the store far takes no data, or its server is away",
    ];
    await eventually(
      reasons.join(),
      async () => {
        const { status, text } = await headless.ask("/readyz");
        return status === 503 && isDeepStrictEqual(JSON.parse(text).reasons, reasons);
      },
      () => headless.ask("/readyz"),
    );
    assert.equal((await headless.ask("/healthz")).status, 200);
    const { text } = await headless.ask("/metrics");
    assert.match(text, /^twinloom_store_up\{[^}]*name="far"\} 0$/m);
    assert.doesNotMatch(text, /^twinloom_data_age_seconds\b/m, "without a source there is no age");
  });
});
