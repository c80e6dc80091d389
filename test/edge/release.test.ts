import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { allRevisions } from "../../scripts/revisions/history.ts";
import { eventually } from "../support/eventually.ts";
import { type Headless, startHeadless } from "../support/headless.ts";
import { keyIn, released, smallFlow, strangersKey } from "../support/released.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const program = ["--disable-warning=ExperimentalWarning", join(root, "scripts/twinloom.ts")];
const ASK = "fetch('http://twinloom.invalid', { signal: AbortSignal.timeout(20_000) }).catch(() => process.exit())";
const deciding = (word: string) => [
  ...smallFlow(word),
  { id: "store", type: "twinloom-store", name: "store", driver: "embedded", file: "edge.db", configVersion: 1 },
  { id: "type", type: "twinloom-asset-type", kind: "extruder-cooling", definition: "", place: "", configVersion: 1 },
  {
    ...{ id: "rul", type: "twinloom-rul-predictor", z: "tab", name: "rul", assetType: "type", store: "store" },
    ...{ wires: [[]], configVersion: 1 },
  },
];

describe("a release on an edge box without a network", () => {
  const folder = temporaryFolder();
  const key = keyIn(folder.path);
  const home = join(folder.path, "box");
  /** Whoever asks for something outside asks here. */
  let asked = 0;
  let outside: Server;
  let env: NodeJS.ProcessEnv;
  let box: Headless;
  let [first, second] = ["", ""];

  const twinloom = (...args: string[]) =>
    spawnSync(process.execPath, [...program, ...args, "--home", home], { encoding: "utf8", env });
  const runs = (file: string): Promise<unknown> =>
    eventually(
      `the flow of ${file} runs`,
      async () => {
        const { revision } = manifestOf(file).flow;
        return (await box.ask("/metrics")).text.includes(`twinloom_flow_info{revision="${revision}"} 1`);
      },
      box.lines,
    );
  const manifestOf = (file: string) =>
    JSON.parse(spawnSync("tar", ["-xOf", file, "manifest.json"], { encoding: "utf8" }).stdout);
  const stateNow = (): string => readFileSync(join(home, "releases/state.json"), "utf8");

  before(async () => {
    outside = createServer((_request, response) => {
      asked++;
      response.writeHead(502).end();
    });
    outside.on("connect", (_request, socket) => {
      asked++;
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
    await once(outside.listen(0, "127.0.0.1"), "listening");
    const proxy = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
    const proxies = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, http_proxy: proxy, https_proxy: proxy };
    env = { ...process.env, ...proxies, NODE_USE_ENV_PROXY: "1", npm_config_registry: proxy };
    first = await released(folder.path, { flow: deciding("one"), key: key.key, name: "plant-1.0.0" });
    second = await released(folder.path, { flow: deciding("two"), key: key.key, name: "plant-1.1.0" });
  });
  after(() => {
    box?.remove();
    outside?.close();
    folder.remove();
  });

  it("is installed with a key that is trusted by hand, started, and ready with its models", async () => {
    const refused = twinloom("install", first);
    assert.deepEqual([refused.status, /TWIN-RELEASE-002/.test(refused.stderr)], [1, true], refused.stderr);
    const installed = twinloom("install", first, "--trust", key.publicFile);
    assert.equal(installed.status, 0, installed.stderr);
    box = await startHeadless(
      undefined,
      ["--home", home],
      Object.fromEntries(Object.entries(env)) as Record<string, string>,
    );
    await eventually("ready", async () => (await box.ask("/readyz")).status === 200, box.lines);
    assert.equal((await box.ask("/healthz")).status, 200);
    await runs(first);
    const [head] = allRevisions(home).whole;
    assert.match(head?.message ?? "", /^Release plant-1\.0\.0 \(/);
    const audit = JSON.parse(twinloom("models", "audit", "--json").stdout);
    const { models } = manifestOf(first);
    assert.equal(models.length, 2);
    for (const { hash } of models) {
      const last = audit.events.find(
        (event: { hash: string; to: string }) => event.hash === hash && event.to === "champion",
      );
      assert.equal(last?.reason, "release plant-1.0.0");
    }
  });

  it("is taken over by the box that runs, which comes to its end and starts with the newer one", async () => {
    assert.equal(twinloom("install", second).status, 0);
    await runs(second);
    assert.ok(box.lines().some(({ message }) => message.startsWith("plant-1.1.0 was installed")));
    assert.ok(box.lines().some(({ message }) => message === "Stopped flows"));
  });

  it("is refused when a byte was changed, a stranger has signed it or it is half there; what runs goes on", async () => {
    const state = stateNow();
    const bytes = readFileSync(first);
    const bad = join(folder.path, "bad.twinloom");
    const stranger = await released(folder.path, { flow: deciding("x"), key: strangersKey().key, name: "stranger" });
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
    for (const [content, code] of [
      [bytes, "TWIN-RELEASE-001"],
      [readFileSync(first).subarray(0, 1_000_000), "TWIN-RELEASE-001"],
      [readFileSync(stranger), "TWIN-RELEASE-002"],
    ] as const) {
      writeFileSync(bad, content);
      const { status, stderr } = twinloom("install", bad);
      assert.deepEqual([status, stderr.split(":")[0]], [1, code]);
    }
    assert.equal(stateNow(), state);
    assert.equal((await box.ask("/readyz")).status, 200);
    await runs(second);
  });

  it("goes back to the one before", async () => {
    assert.equal(twinloom("rollback").status, 0);
    await runs(first);
  });

  it("is installed whole or not at all when the power fails while its files are written", async () => {
    const other = join(folder.path, "other-box");
    mkdirSync(join(other, "releases"), { recursive: true });
    const install = spawn(process.execPath, [...program, "install", first, "--trust", key.publicFile, "--home", other]);
    const gone = once(install, "exit");
    const begun = (): boolean => readdirSync(join(other, "releases")).some((name) => name.endsWith(".incoming"));
    while (install.exitCode === null && !begun()) await new Promise((resolve) => setTimeout(resolve, 1));
    install.kill("SIGKILL");
    await gone;
    assert.equal(existsSync(join(other, "releases/state.json")), false);
    const again = spawnSync(process.execPath, [
      ...program,
      "install",
      first,
      "--trust",
      key.publicFile,
      "--home",
      other,
    ]);
    assert.equal(again.status, 0, String(again.stderr));
    assert.equal(begun(), false);
  });

  it("is run from its file at once", async () => {
    assert.equal(await box.end(), 0);
    const own = await startHeadless(undefined, [first, "--trust", key.publicFile]);
    try {
      await eventually("ready", async () => (await own.ask("/readyz")).status === 200, own.lines);
    } finally {
      own.remove();
    }
  });

  it("has asked nobody outside for anything", async () => {
    assert.equal(asked, 0);
    await once(spawn(process.execPath, ["-e", ASK], { env }), "exit");
    assert.ok(asked > 0, "it would have been seen");
  });
});
