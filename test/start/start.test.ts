import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { openAdminApi } from "../support/admin-api.ts";
import { ownPlace, type StartedTwinloom, startTwinloom } from "../support/started-twinloom.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");

const signIn = (url: string, username: string, password: string): Promise<Response> =>
  fetch(`${url}/sign-in`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ username, password, back: "/dashboard" }),
  });

/** 127.0.0.1 as Linux writes it: little-endian hex. */
const LOOPBACK = "0100007F";
const LISTENS = "0A";

/** The addresses that a port is listened to on, as Linux writes them. */
const listeningOn = (port: number): string[] =>
  ["/proc/net/tcp", "/proc/net/tcp6"]
    .flatMap((file) => readFileSync(file, "utf8").split("\n").slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => state === LISTENS)
    .map(([, local = ""]) => local.split(":"))
    .filter(([, hex = ""]) => Number.parseInt(hex, 16) === port)
    .map(([address = ""]) => address);

/** Answers of Socket.IO 4 to one who wants to connect. */
const [CONNECTED, REFUSED] = ["40", "44"];

/** Connects as an operator page does, by polling. */
const connectPage = async (url: string, cookie: string): Promise<string> => {
  const poll = `${url}/dashboard/socket.io/?EIO=4&transport=polling`;
  const headers = { cookie };
  const { sid }: { sid: string } = JSON.parse((await (await fetch(poll, { headers })).text()).slice(1));
  await fetch(`${poll}&sid=${sid}`, { method: "POST", headers, body: CONNECTED });
  return (await (await fetch(`${poll}&sid=${sid}`, { headers })).text()).slice(0, 2);
};

describe("npm start", () => {
  const folder = temporaryFolder();
  const home = join(folder.path, "home");
  let twinloom: StartedTwinloom;
  const cookies: Record<string, string> = {};
  const dashboardStatus = async (username: string): Promise<number> =>
    (await fetch(`${twinloom.url}/dashboard`, { headers: { cookie: cookies[username] ?? "" } })).status;

  before(async () => {
    twinloom = await startTwinloom(await ownPlace(home));
  });
  after(async () => {
    await twinloom?.stop();
    folder.remove();
  });

  it("prints the addresses and, once, the sign-in of an engineer and an operator", () => {
    assert.match(twinloom.printed(), new RegExp(`editor +${twinloom.url}/`));
    assert.match(twinloom.printed(), /operator pages +http.*\/dashboard/);
    assert.deepEqual(Object.keys(twinloom.passwords).sort(), ["admin", "operator"]);
  });

  it("keeps hashes and secret where only the owner reads them", () => {
    for (const file of ["users.json", "credential-secret"])
      assert.equal(statSync(join(home, file)).mode & 0o077, 0, file);
    const users = readFileSync(join(home, "users.json"), "utf8");
    for (const password of Object.values(twinloom.passwords)) assert.ok(!users.includes(password));
  });

  it("listens on loopback alone, with every port", function () {
    if (process.platform !== "linux") this.skip();
    const ports = Object.entries(twinloom.env).filter(([name]) => name.endsWith("_PORT"));
    assert.equal(ports.length, 4);
    for (const [name, port] of ports) assert.deepEqual(listeningOn(Number(port)), [LOOPBACK], name);
  });

  it("opens the editor to the engineer and to nobody else", async () => {
    assert.equal((await fetch(`${twinloom.url}/flows`)).status, 401);
    assert.equal(await openAdminApi(twinloom.url, "admin", "wrong"), undefined);
    assert.equal(await openAdminApi(twinloom.url, "operator", twinloom.passwords["operator"]), undefined);
    const get = await openAdminApi(twinloom.url, "admin", twinloom.passwords["admin"]);
    const flows = await get?.<{ type: string }[]>("/flows");
    assert.ok(flows?.some((node) => node.type === "twinloom-rul-predictor"));
  });

  it("opens the operator pages to who has signed in, and to nobody else", async () => {
    assert.equal((await fetch(`${twinloom.url}/dashboard`)).status, 401);
    assert.equal((await signIn(twinloom.url, "operator", "wrong")).status, 401);
    for (const username of ["operator", "admin"]) {
      const answer = await signIn(twinloom.url, username, twinloom.passwords[username] ?? "");
      cookies[username] = answer.headers.get("set-cookie") ?? "";
      assert.equal(await dashboardStatus(username), 200, username);
    }
  });

  it("connects the pages' data to who has signed in, and to nobody else", async () => {
    assert.equal(await connectPage(twinloom.url, ""), REFUSED);
    assert.equal(
      await connectPage(twinloom.url, `${cookies["operator"]?.split(";")[0]}x`),
      REFUSED,
      "a changed session",
    );
    assert.equal(await connectPage(twinloom.url, cookies["operator"] ?? ""), CONNECTED);
  });

  it("gives an operator nothing of the editor's API, not even with the session of the pages", async () => {
    for (const path of ["/flows", "/nodes", "/settings/user", "/library/local/flows"]) {
      const answer = await fetch(twinloom.url + path, { headers: { cookie: cookies["operator"] ?? "" } });
      assert.equal(answer.status, 401, path);
    }
  });

  it("says which port is taken and how to choose another", async () => {
    const place = await ownPlace(join(folder.path, "other"));
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(Number(place["TWINLOOM_MQTT_PORT"]), "127.0.0.1", resolve));
    await assert.rejects(
      startTwinloom(place),
      /TWIN-START-001: Port \d+ for the plant's MQTT broker is taken.*TWINLOOM_MQTT_PORT/,
    );
    server.close();
  });

  it("ends everything it started at Ctrl-C, and starts again with the same users", async () => {
    assert.equal(await twinloom.stop(), 0);
    assert.deepEqual(twinloom.processes(), [], "processes that were left over");
    twinloom = await startTwinloom(twinloom.env);
    assert.deepEqual(twinloom.passwords, {}, "passwords are shown once");
    assert.doesNotMatch(twinloom.printed(), /building|installing/);
    assert.equal(await dashboardStatus("operator"), 200, "who was signed in still is");
    assert.match(twinloom.printed(), /forgotten: npm run -s twinloom -- user password admin/);
  });

  it("lets the owner make users on the command line", () => {
    const run = (...args: string[]) =>
      spawnSync("npm", ["run", "-s", "twinloom", "--", ...args], {
        cwd: root,
        env: { ...process.env, ...twinloom.env },
      });
    assert.match(run("user", "add", "jane", "--role", "operator").stdout.toString(), /^jane\t\S{23}\toperator\n$/);
    assert.match(run("user", "list").stdout.toString(), /jane\toperator/);
    const unknown = run("user", "password", "nobody");
    assert.deepEqual([unknown.status, /TWIN-SEC-003/.test(unknown.stderr.toString())], [1, true]);
    assert.equal(run("frobnicate").status, 2);
  });
});
