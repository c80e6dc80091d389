import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { ownPlace, type StartedTwinloom, startTwinloom } from "../support/started-twinloom.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");

const token = async ({ url }: StartedTwinloom, username: string, password: string): Promise<string | undefined> => {
  const answer = await fetch(`${url}/auth/token`, {
    method: "POST",
    body: new URLSearchParams({ client_id: "node-red-admin", grant_type: "password", scope: "*", username, password }),
  });
  const body = (await answer.json()) as { access_token?: string };
  return body.access_token;
};

const signIn = (url: string, username: string, password: string): Promise<Response> =>
  fetch(`${url}/sign-in`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ username, password, back: "/dashboard" }),
  });

describe("npm start", function () {
  this.timeout(180_000);
  const folder = temporaryFolder();
  const home = join(folder.path, "home");
  let twinloom: StartedTwinloom;

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

  it("opens the editor to the engineer and to nobody else", async () => {
    assert.equal((await fetch(`${twinloom.url}/flows`)).status, 401);
    assert.equal(await token(twinloom, "admin", "wrong"), undefined);
    assert.equal(await token(twinloom, "operator", twinloom.passwords["operator"] ?? ""), undefined);
    const bearer = await token(twinloom, "admin", twinloom.passwords["admin"] ?? "");
    const answer = await fetch(`${twinloom.url}/flows`, { headers: { authorization: `Bearer ${bearer}` } });
    const flows = (await answer.json()) as { type: string }[];
    assert.ok(flows.some((node) => node.type === "twinloom-rul-predictor"));
  });

  it("opens the operator pages to who has signed in, and to nobody else", async () => {
    assert.equal((await fetch(`${twinloom.url}/dashboard`)).status, 401);
    assert.equal((await signIn(twinloom.url, "operator", "wrong")).status, 401);
    const cookie =
      (await signIn(twinloom.url, "operator", twinloom.passwords["operator"] ?? "")).headers.get("set-cookie") ?? "";
    assert.equal((await fetch(`${twinloom.url}/dashboard`, { headers: { cookie } })).status, 200);
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
    const left = spawnSync("pgrep", ["-f", home]).stdout.toString().trim();
    assert.equal(left, "", "processes that were left over");
    twinloom = await startTwinloom(twinloom.env);
    assert.deepEqual(twinloom.passwords, {}, "passwords are shown once");
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
