import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { roomFinding } from "../../scripts/doctor/check-disk.ts";
import { type Diagnosis, diagnose } from "../../scripts/doctor/doctor.ts";
import type { Finding, Place } from "../../scripts/doctor/finding.ts";
import { setUser } from "../../scripts/security/users.ts";
import { freePort } from "../support/free-port.ts";
import { findInfluxd, startInfluxd } from "../support/influxd.ts";
import { writeModelVersion } from "../support/model-version.ts";
import { packageRoot } from "../support/node-red.ts";
import { startOpcuaServer } from "../support/opcua-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { hasOpenssl, makeCertificates } from "../support/test-certificates.ts";

const DAY_MS = 86_400_000;

describe("twinloom doctor", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let home: string;
  let port: string;
  beforeEach(async () => {
    folder = temporaryFolder();
    home = join(folder.path, "home");
    port = String(await freePort());
    mkdirSync(home, { mode: 0o700 });
    writeFileSync(join(home, "credential-secret"), "s".repeat(64), { mode: 0o600 });
  });
  afterEach(() => folder.remove());

  const setFlow = (...nodes: object[]): void => writeFileSync(join(home, "flows.json"), JSON.stringify(nodes));
  const look = (more: Partial<Place> = {}): Promise<Diagnosis> => {
    const env = { TWINLOOM_PORT: port, ...more.env };
    return diagnose({ home, nowMs: Date.now(), nodeVersion: "24.1.0", ...more, env });
  };
  /** The findings of a check that are no "ok". */
  const trouble = async (check: string, more: Partial<Place> = {}): Promise<readonly Finding[]> => {
    const found = (await look(more)).findings.filter((one) => one.check === check && one.level !== "ok");
    for (const { what, todo } of found) assert.ok(what && todo, "each says what to do");
    return found;
  };
  const only = async (check: string, level: string, what: RegExp, more: Partial<Place> = {}): Promise<void> => {
    const found = await trouble(check, more);
    assert.equal(found.length, 1, JSON.stringify(found));
    assert.equal(found[0]?.level, level);
    assert.match(found[0]?.what ?? "", what);
  };

  it("finds nothing wrong with a home folder that is as the first start makes it", async () => {
    setUser(join(home, "users.json"), "admin", "engineer", "ab3de-fg5hj-kl7mn-pq9rs");
    setFlow({ id: "s", type: "twinloom-store", file: "plant.db" }, { id: "t", type: "tab" });
    await openEmbeddedStore({ file: join(home, "plant.db") }).close();
    const { level, findings } = await look();
    assert.equal(level, "ok", JSON.stringify(findings));
    const checks = new Set(findings.map(({ check }) => check));
    assert.deepEqual(
      [...checks],
      ["node", "environment", "disk", "secrets", "ports", "certificates", "flow", "opcua", "store", "models"],
    );
  });

  it("tells of a Node.js that is too old", () =>
    only("node", "error", /20\.19\.0 is older/, { nodeVersion: "20.19.0" }));

  it("tells of a home folder that is not there, and of a disk with little or no room", async () => {
    await only("disk", "warning", /not there yet/, { home: join(folder.path, "none") });
    const levels = [50e6, 500e6, 20e9, 300e9].map((free) => roomFinding(home, free, 1000e9).level);
    assert.deepEqual(levels, ["error", "warning", "warning", "ok"]);
  });

  it("tells of secrets that others can read, that are short, missing, or not the ones that encrypted", async () => {
    chmodSync(join(home, "credential-secret"), 0o644);
    await only("secrets", "error", /mode 644/);
    writeFileSync(join(home, "credential-secret"), "short");
    chmodSync(join(home, "credential-secret"), 0o600);
    await only("secrets", "error", /has 5 characters/);
    writeFileSync(join(home, "credential-secret"), "s".repeat(64));
    writeFileSync(join(home, "flows_cred.json"), JSON.stringify({ $: `${"0".repeat(32)}AAAA` }), { mode: 0o600 });
    await only("secrets", "error", /another secret/);
    chmodSync(join(home, "flows_cred.json"), 0o640);
    assert.equal((await trouble("secrets")).length, 2);
  });

  it("tells of empty and common passwords, and of a list of users that is none", async () => {
    const users = join(home, "users.json");
    setUser(users, "jane", "engineer", "");
    setUser(users, "bob", "operator", "bob");
    setUser(users, "ann", "operator", "ab3de-fg5hj-kl7mn-pq9rs");
    const found = await trouble("secrets");
    assert.deepEqual(
      found.map(({ what, todo }) => [/user (\w+) has/.exec(what)?.[1], todo]),
      [
        ["jane", "twinloom user password jane"],
        ["bob", "twinloom user password bob"],
      ],
    );
    writeFileSync(users, "{}");
    await only("secrets", "error", /TWIN-SEC-001/);
  });

  it("tells of a port that is taken and by whom, and knows its own runtime", async () => {
    const server = createServer().listen(Number(port), "127.0.0.1");
    await once(server, "listening");
    const by =
      process.platform === "linux" ? new RegExp(`taken by process ${process.pid}: .*(mocha|test)`) : /taken by/;
    await only("ports", "error", by);
    await new Promise((resolve) => server.close(resolve));
    const listen = `require("node:net").createServer().listen(${port}, "127.0.0.1", () => console.log("up"))`;
    const own = spawn(process.execPath, ["-e", listen, "-", "-u", home]);
    await once(own.stdout, "data");
    if (process.platform === "linux") assert.deepEqual(await trouble("ports"), []);
    own.kill();
    await once(own, "exit");
    await only("ports", "error", /TWIN-START-002/, { env: { TWINLOOM_PORT: "port" } });
  });

  it("tells of passwords that would cross the network in plain text", async () => {
    await only("ports", "warning", /0\.0\.0\.0 without TLS/, { env: { TWINLOOM_HOST: "0.0.0.0" } });
  });

  it("tells of certificates that have expired, expire soon, do not fit their key, or are not trusted", async function () {
    if (!hasOpenssl()) {
      console.log("      skipped: there is no openssl");
      this.skip();
    }
    const made = makeCertificates();
    const env = { TWINLOOM_TLS_KEY: made.server.key, TWINLOOM_TLS_CERT: made.server.cert };
    try {
      await only("certificates", "warning", /TLS certificate .* expires on/, { env });
      await only("certificates", "error", /has expired/, { env, nowMs: Date.now() + 3 * DAY_MS });
      await only("certificates", "error", /is valid from/, { env, nowMs: Date.now() - 3 * DAY_MS });
      await only("certificates", "error", /is not the key of/, { env: { ...env, TWINLOOM_TLS_KEY: made.client.key } });
      await only("certificates", "error", /can't be read/, { env: { ...env, TWINLOOM_TLS_CERT: made.server.key } });
      await only("certificates", "error", /TWINLOOM_TLS_CERT is not set/, {
        env: { TWINLOOM_TLS_KEY: made.server.key },
      });
      for (const store of ["rejected", "trusted/certs"]) {
        mkdirSync(join(home, "pki", store), { recursive: true });
        const pem = spawnSync("cat", [made.client.cert]).stdout;
        writeFileSync(join(home, "pki", store, "server.pem"), pem);
      }
      const found = await trouble("certificates", { nowMs: Date.now() + 3 * DAY_MS });
      assert.deepEqual(
        found.map(({ level }) => level),
        ["error", "warning"],
      );
      assert.match(found[1]?.todo ?? "", /twinloom certificates trust [0-9a-f]{12}$/);
    } finally {
      made.remove();
    }
  });

  it("tells of node types that no palette has, of settings that a deploy refuses, and of variables that are not set", async () => {
    setFlow(
      { id: "a", type: "no-such-node", name: "Press" },
      { id: "b", type: "inject", topic: `\${PLANT_LINE}` },
      { id: "c", type: "twinloom-store", retentionDays: -1 },
      { id: "d", type: "twinloom-store", file: `\${PLANT_FILE}` },
      { id: "e", type: "other-node", d: true },
    );
    const found = await trouble("flow", { env: { PLANT_FILE: "x.db" } });
    assert.deepEqual(
      found.map(({ level }) => level),
      ["error", "error", "warning"],
    );
    assert.match(found[0]?.what ?? "", /no-such-node \(Press\)/);
    assert.match(found[1]?.what ?? "", /twinloom-store c: TWIN-KIT-/);
    assert.match(found[2]?.what ?? "", /PLANT_LINE is not set \(used by b\)/);
    writeFileSync(join(home, "flows.json"), "{ not json");
    await only("flow", "error", /TWIN-REV-009/);
  });

  it("tells of a store that is no store, of a backlog, and of points that were refused", async () => {
    setFlow({ id: "s", type: "twinloom-store", file: "plant.db" });
    writeFileSync(join(home, "plant.db"), "no database at all, but long enough to be looked at");
    await only("store", "error", /TWIN-STORE-/);
    setFlow({ id: "s", type: "twinloom-store", file: "other.db" });
    const store = openEmbeddedStore({ file: join(home, "other.db") });
    await store.putDocument({ collection: "quarantine", id: "q", owner: "", timeMs: 1, body: {} });
    await store.close();
    const db = new DatabaseSync(join(home, "other.db"));
    db.exec("INSERT INTO outbox (destination, points, bytes, payload) VALUES ('s', 30000, 1, '')");
    db.close();
    const found = await trouble("store");
    assert.match(found[0]?.what ?? "", /30000 points wait/);
    assert.match(found[1]?.what ?? "", /refused 1 points/);
  });

  const influx = (url: string, more = {}) =>
    setFlow({ id: "s", type: "twinloom-store", driver: "influx1", url, ...more });

  it("tells of an InfluxDB that does not answer, that refuses the sign-in, and of its version", async () => {
    influx(`http://127.0.0.1:${port}`);
    await only("store", "error", /does not answer: .*ECONNREFUSED/);
    if (!findInfluxd()) {
      console.log("      the rest skipped: influxd is not installed");
      return;
    }
    const server = await startInfluxd("auth-enabled = true");
    try {
      influx(server.url, { user: "nobody" });
      await only("store", "error", /refuses the sign-in \(40[13]\)/);
      const { findings } = await look();
      assert.ok(findings.some(({ check, level }) => check === "clock" && level === "ok"));
    } finally {
      await server.remove();
    }
    const open = await startInfluxd();
    try {
      influx(open.url);
      assert.ok((await look()).findings.some(({ what }) => /^InfluxDB 1\.\d\S* at/.test(what)));
    } finally {
      await open.remove();
    }
  });

  it("tells of an OPC UA server that does not answer, that refuses the sign-in, and whose clock is wrong", async () => {
    const source = (opcuaEndpoint: string, more: object = {}): void => {
      const tags = [{ tag: "ns=1;s=speed", channel: "speed" }];
      setFlow({ id: "o", type: "twinloom-sensor-source", protocol: "opcua", opcuaEndpoint, tags, ...more });
    };
    const elsewhere = { env: { TWINLOOM_PORT: String(await freePort()) } };
    source(`opc.tcp://127.0.0.1:${port}`);
    await only("opcua", "error", /does not answer|no answer|ECONNREFUSED/i, elsewhere);
    const server = await startOpcuaServer(Number(port), ["speed"], { OPCUA_AHEAD_MS: "20000" });
    try {
      source(server.endpoint, { user: "operator" });
      await only("opcua", "error", /BadUserAccessDenied|BadIdentityToken/, elsewhere);
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable in a setting
      source("${PLANT_SERVER}");
      await only("clock", "warning", /is (19|20|21) s ahead of this one/, {
        env: { ...elsewhere.env, PLANT_SERVER: server.endpoint },
      });
    } finally {
      await server.remove();
    }
    assert.deepEqual(readdirSync(home).sort(), ["credential-secret", "flows.json"], "nothing was changed");
  });

  it("tells of a server whose clock is wrong", async () => {
    let aheadMs = 20_000;
    const server = createHttpServer((_, response) => {
      response.setHeader("date", new Date(Date.now() + aheadMs).toUTCString());
      response.end("{}");
    }).listen(Number(port), "127.0.0.1");
    await once(server, "listening");
    influx(`http://127.0.0.1:${port}`);
    const elsewhere = { env: { TWINLOOM_PORT: String(await freePort()) } };
    await only("clock", "warning", /is (19|20|21) s ahead of this one/, elsewhere);
    aheadMs = -3_600_000;
    await only("clock", "error", /is (3599|3600|3601) s behind this one/, elsewhere);
    server.closeAllConnections();
    server.close();
  });

  it("tells of a model file that is another than its card says", async () => {
    const hash = writeModelVersion(join(home, "models", "new"), "centrifugal-pump-bearing", "x");
    const kept = join(home, "models", hash);
    writeModelVersion(kept, "centrifugal-pump-bearing", "x");
    assert.deepEqual(await trouble("models"), []);
    writeFileSync(join(kept, "model.onnx"), "other");
    await only("models", "error", new RegExp(`and not ${hash.slice(0, 12)}`));
  });

  it("ends with 0, 1 or 2, prints a table, or one object with --json", () => {
    const run = (...args: string[]) => {
      const env = { ...process.env, TWINLOOM_PORT: port };
      const command = [join(packageRoot, "scripts/twinloom.ts"), "doctor", "--user-dir", home, ...args];
      const { status, stdout } = spawnSync(process.execPath, command, { env });
      return { status, out: stdout.toString() };
    };
    const fine = run("--json");
    assert.equal(fine.status, 0, fine.out);
    assert.equal((JSON.parse(fine.out) as Diagnosis).home, home);
    const flow = join(folder.path, "other.json");
    writeFileSync(flow, JSON.stringify([{ id: "b", type: "inject", topic: `\${PLANT_LINE}` }]));
    const warned = run("--flow", flow);
    assert.equal(warned.status, 1);
    assert.match(warned.out, /^warning +flow +The variable PLANT_LINE is not set .*\n +-> Set PLANT_LINE/m);
    writeFileSync(flow, JSON.stringify([{ id: "b", type: "no-such-node" }]));
    assert.equal(run("--flow", flow).status, 2);
  });
});
