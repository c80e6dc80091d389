import assert from "node:assert/strict";
import { join } from "node:path";
import bcrypt from "bcryptjs";
import type { SeenLevel, SeenNow } from "../../nodes/sensor-source/opcua/browse/seen-node.ts";
import { type AsyncuaServer, asyncuaPython, startAsyncuaServer } from "../support/asyncua-server.ts";
import { freePort } from "../support/free-port.ts";
import { type RunningNodeRed, startNodeRed } from "../support/node-red.ts";
import { startOpcuaServer } from "../support/opcua-server.ts";
import { PATIENCE_MS } from "../support/patience.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";

const SECURE = { opcuaSecurityMode: "SignAndEncrypt", opcuaSecurityPolicy: "Basic256Sha256" };
const SOURCE = {
  ...{ id: "n1", type: "twinloom-sensor-source", z: "t", x: 1, y: 1, wires: [[], []], name: "" },
  ...{ protocol: "wire", credentials: { password: "right" } },
};
const adminAuth = {
  type: "credentials",
  users: [{ username: "eva", password: bcrypt.hashSync("x", 4), permissions: "*" }],
};
/** Prints a line when the client library is loaded. */
const TELL_LIBRARY = `data:text/javascript,import { registerHooks } from "node:module";
registerHooks({ resolve: (name, context, next) => {
  if (name === "node-opcua-client") console.log("LIBRARY");
  return next(name, context);
} });`.replaceAll("\n", " ");

type Answer = SeenLevel & Readonly<Record<string, SeenNow>> & { readonly code: string };

describe("the OPC UA tag browser's question", () => {
  const folder = temporaryFolder();
  let server: AsyncuaServer;
  let red: RunningNodeRed;
  let token = "";

  before(async function () {
    const python = await asyncuaPython();
    if (!python) return this.skip();
    server = await startAsyncuaServer(python, await freePort(), join(folder.path, "asyncua"));
    red = await startNodeRed({ settings: { adminAuth }, nodeFlags: ["--import", TELL_LIBRARY] });
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
    await red?.stop();
    await server?.kill();
    folder.remove();
  });

  const post = (settings: object, about: object, password = "__PWRD__", bearer = token): Promise<Response> =>
    fetch(`${red.url}/twinloom/ask/opcua-tags`, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
      body: JSON.stringify({
        ...{ id: "n1", secrets: { password }, about: { dialog: "d", ...about } },
        settings: { protocol: "opcua", opcuaEndpoint: server.endpoint, ...settings },
      }),
    });
  const ask = async (settings: object, about: object, password?: string): Promise<Answer> =>
    JSON.parse(await (await post(settings, about, password)).text());
  const sessions = async (wanted: number): Promise<void> => {
    const deadline = Date.now() + PATIENCE_MS;
    while ((await server.counts()).sessions !== wanted) {
      assert.ok(Date.now() < deadline, `${(await server.counts()).sessions} sessions, not ${wanted}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const levelOf = async (settings: object, about: object, password?: string): Promise<SeenLevel> => {
    const answer = await ask(settings, about, password);
    assert.ok(answer.nodes, JSON.stringify(answer));
    return answer;
  };

  it("is refused to whom may not deploy, and loads the client library only when it is asked", async () => {
    assert.equal((await post({}, {}, undefined, "none")).status, 401);
    assert.ok(!red.log().includes("LIBRARY"));
    await levelOf({}, {});
    assert.ok(red.log().includes("LIBRARY"));
  });

  it("is answered level by level: units as UCUM, types, access, values, all by one session that ends with the dialog", async () => {
    const top = await levelOf({}, {});
    const machine = top.nodes.find(({ name }) => name === "Machine");
    assert.deepEqual(machine, { ...machine, tag: "nsu=urn:twinloom:test;s=machine", opens: true });
    const { nodes } = await levelOf({}, { nodeId: machine?.nodeId });
    const said = (wanted: string) => nodes.find(({ name }) => name === wanted)?.variable;
    const told = nodes.map(({ name, variable }) => [name, variable?.type, variable?.value, variable?.unit]);
    assert.deepEqual(told, [
      ["speed", "Double", "1000", "/min"],
      ["temperature", "Double", "20", "Cel"],
      ["bands", "Double", "[3]", ""],
      ["state", "Int32", "1", ""],
      ["big", "Int64", String(2 ** 40 + 5), ""],
      ["word", "UInt64", "9223372036855824000", ""],
      ["flag", "Boolean", "true", ""],
      ["text", "String", "RUN", ""],
      ["odd", "Float", "1.5", ""],
      ["moment", "DateTime", "2026-01-01T00:00:00.000Z", ""],
      ["mode", "MachineMode", "2", ""],
    ]);
    assert.deepEqual(said("bands")?.elements, ["1.5", "2.5", "3.5"]);
    assert.deepEqual(said("speed")?.access, ["read", "history"]);
    assert.equal(said("odd")?.unitText, "furlong");
    assert.deepEqual([said("moment")?.usable, said("mode")?.usable], [false, true]);
    await sessions(1);
    await ask({}, { close: true });
    await sessions(0);
  });

  it("is answered with what variables hold now, bad ones too", async () => {
    await server.set("temperature", 21.5, Date.now());
    await server.set("state", 3, Date.now(), "BadSensorFailure");
    const at = (name: string): string => `ns=2;s=${name}`;
    const now = await ask({}, { values: [at("temperature"), at("state"), at("none")] });
    assert.deepEqual(now[at("temperature")], { value: "21.5", quality: "good", status: "Good" });
    assert.deepEqual(now[at("state")]?.quality, "bad");
    assert.deepEqual(now[at("state")]?.status, "BadSensorFailure");
    assert.deepEqual(now[at("none")]?.status, "BadNodeIdUnknown");
    await ask({}, { close: true });
  });

  it("signs in with the saved password where the dialog does not know it, and with the new one where it does", async () => {
    await levelOf({ user: "operator" }, {});
    const refused = await post({ user: "operator" }, {}, "wrong");
    assert.equal(refused.status, 422);
    assert.equal(JSON.parse(await refused.text()).code, "TWIN-SOURCE-041");
    await ask({}, { close: true });
    await sessions(0);
  });

  it("is answered with a coded reason where there is no way to the server, or no such node", async () => {
    const away = { opcuaEndpoint: `opc.tcp://127.0.0.1:${await freePort()}` };
    assert.equal((await ask(away, {})).code, "TWIN-SOURCE-040");
    assert.equal((await ask({ opcuaEndpoint: "nowhere" }, {})).code, "TWIN-SOURCE-006");
    assert.equal((await ask({ opcuaSecurityMode: "Sign" }, {})).code, "TWIN-SOURCE-006");
    assert.equal((await ask({}, { nodeId: "ns=9;s=none" })).code, "TWIN-SOURCE-070");
    await ask({}, { close: true });
  });

  it("goes by the security that is set, and needs the server's certificate to be trusted", async () => {
    assert.equal((await ask(SECURE, {})).code, "TWIN-SOURCE-060");
    await levelOf({ ...SECURE, opcuaTrustUnknown: true, user: "operator" }, {});
    await ask({}, { close: true });
    await sessions(0);
  });

  it("is not refused for a row of the tags that is half filled in", async () => {
    await levelOf({ tags: [{ tag: "ns=2;s=speed", channel: "" }] }, {});
    await ask({}, { close: true });
  });

  it("is answered page by page, each node once, where a level is long", async () => {
    const names = Array.from({ length: 250 }, (_, i) => `n${String(i).padStart(3, "0")}`);
    const long = await startOpcuaServer(await freePort(), names);
    const settings = { opcuaEndpoint: long.endpoint };
    const seen: string[] = [];
    const sizes: number[] = [];
    let more: string | undefined;
    do {
      const level: SeenLevel = await levelOf(settings, more === undefined ? {} : { more });
      sizes.push(level.nodes.length);
      seen.push(...level.nodes.filter(({ variable }) => variable).map(({ name }) => name));
      more = level.more;
    } while (more !== undefined);
    assert.deepEqual(seen, names);
    assert.ok(sizes.length === 3 && sizes.every((size) => size <= 100), `${sizes}`);
    assert.equal((await ask(settings, { more: "another" })).code, "TWIN-SOURCE-070");
    await ask({}, { close: true });
    await long.remove();
  });
});
