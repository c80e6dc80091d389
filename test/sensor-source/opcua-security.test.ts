import assert from "node:assert/strict";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { OPCUACertificateManager } from "node-opcua-certificate-manager";
import { rejectCertificate, trustCertificate } from "../../scripts/certificates/change-trust.ts";
import { listCertificates } from "../../scripts/certificates/pki.ts";
import { asyncuaPython, startAsyncuaServer } from "../support/asyncua-server.ts";
import { freePort } from "../support/free-port.ts";
import { startSource } from "../support/live-source.ts";
import { opcuaRow } from "../support/opcua-row.ts";
import { startOpcuaServer } from "../support/opcua-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";
import { spindleType } from "./spindle-type.ts";

const POLICIES = ["Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss"];
const MODES = ["Sign", "SignAndEncrypt"];
const SECURE = { opcuaSecurityMode: "SignAndEncrypt", opcuaSecurityPolicy: "Basic256Sha256" };

type Source = ReturnType<typeof startSource>;

/** Certificate and key of a user, made for this test. */
const makeUser = async (folder: string): Promise<{ certificate: string; key: string }> => {
  const manager = new OPCUACertificateManager({ rootFolder: join(folder, "user"), disableFileWatchers: true });
  await manager.initialize();
  const certificate = join(folder, "user.pem");
  await manager.createSelfSignedCertificate({
    ...{ applicationUri: "urn:twinloom:user", dns: ["localhost"], subject: "/CN=engineer" },
    ...{ startDate: new Date(Date.now() - 1000), validity: 30, outputFile: certificate },
  });
  await manager.dispose();
  return { certificate, key: manager.privateKey };
};

describe("a secure OPC UA connection", () => {
  const folder = temporaryFolder();
  const sources: Source[] = [];
  let user: { certificate: string; key: string };

  before(async () => {
    user = await makeUser(folder.path);
  });
  afterEach(async () => {
    await Promise.all(sources.splice(0).map((source) => source.close()));
  });
  after(() => folder.remove());

  const open = (home: string, opcuaEndpoint: string, settings: object, password?: string): Source => {
    const fast = { opcuaSamplingMs: 20, opcuaPublishingMs: 20, batchMs: 20, missingTime: "receive" };
    const source = startSource(
      { protocol: "opcua", asset: "m", tags: [opcuaRow("speed", "speed")], opcuaEndpoint, ...fast, ...settings },
      { assetType: spindleType, homeFolder: join(folder.path, home), ...(password ? { password } : {}) },
    );
    sources.push(source);
    return source;
  };
  const pkiOf = (home: string): string => join(folder.path, home, "pki");
  const data = (source: Source): Promise<void> =>
    until("data", () => source.samples("speed").length > 0).catch((error) => {
      throw new Error(`${error.message}: ${JSON.stringify(source.failures)}`);
    });
  const failure = async (source: Source, code: string): Promise<string> => {
    await until(code, () => source.failures.some((one) => one.code === code)).catch((error) => {
      throw new Error(`${error.message}: ${JSON.stringify(source.failures)}`);
    });
    return source.failures.find((one) => one.code === code)?.message ?? "";
  };

  /** What any server has to allow. */
  const allWays = async (home: string, endpoint: string): Promise<void> => {
    for (const opcuaSecurityPolicy of POLICIES) {
      for (const opcuaSecurityMode of MODES) {
        const kind = { opcuaSecurityMode, opcuaSecurityPolicy, opcuaTrustUnknown: true };
        const source = open(home, endpoint, kind);
        await data(source);
        await source.close();
        assert.deepEqual(source.failures, [], `${opcuaSecurityPolicy} ${opcuaSecurityMode}`);
      }
    }
    const known = { ...SECURE, opcuaTrustUnknown: true };
    await data(open(home, endpoint, { ...known, user: "operator" }, "right"));
    await failure(open(home, endpoint, { ...known, user: "operator" }, "wrong"), "TWIN-SOURCE-041");
    const signed = { ...known, opcuaIdentity: "certificate", opcuaUserCertificate: user.certificate };
    await data(open(home, endpoint, { ...signed, opcuaUserKey: user.key }));
    await failure(open(home, endpoint, { ...signed, opcuaUserKey: user.certificate }), "TWIN-SOURCE-065");
  };

  it("comes about with every policy and mode, and signs in by name or certificate", async () => {
    const server = await startOpcuaServer(await freePort(), ["speed"], { OPCUA_TRUST: "1" });
    server.set({ name: "speed", value: 1, timeMs: Date.now() });
    await allWays("all", server.endpoint);
    await server.remove();
  });

  it("comes about so with a server of another make, too", async function () {
    const python = await asyncuaPython();
    if (!python) return this.skip();
    const server = await startAsyncuaServer(python, await freePort(), join(folder.path, "asyncua"), user.certificate);
    await allWays("other", server.endpoint).finally(server.kill);
  });

  it("goes by the certificate of a server of another make, too: untrusted, then trusted, then expired", async function () {
    const python = await asyncuaPython();
    if (!python) return this.skip();
    const port = await freePort();
    const server = await startAsyncuaServer(python, port, join(folder.path, "asyncua-fresh"));
    const source = open("other-wary", server.endpoint, SECURE);
    const message = await failure(source, "TWIN-SOURCE-060");
    const [thumbprint = ""] = /(?<=certificates trust )[0-9a-f]{40}/.exec(message) ?? [];
    assert.equal(trustCertificate(pkiOf("other-wary"), thumbprint, Date.now()).store, "trusted");
    await data(source);
    await source.close();
    await server.kill();
    const env = { ASYNCUA_EXPIRED: "1" };
    const late = await startAsyncuaServer(python, port, join(folder.path, "asyncua-late"), undefined, env);
    const refused = open("other-late", late.endpoint, { ...SECURE, opcuaTrustUnknown: true });
    assert.match(await failure(refused, "TWIN-SOURCE-061"), /asyncua, is valid from .* GMT to .* GMT only/);
    await refused.close();
    await late.kill();
  });

  it("is refused until the server's certificate is trusted, and again once it is not", async () => {
    const server = await startOpcuaServer(await freePort(), ["speed"], { OPCUA_TRUST: "1" });
    server.set({ name: "speed", value: 1, timeMs: Date.now() });
    const source = open("wary", server.endpoint, SECURE);
    const message = await failure(source, "TWIN-SOURCE-060");
    const [thumbprint = ""] = /(?<=certificates trust )[0-9a-f]{40}/.exec(message) ?? [];
    await until("the status", () => source.lastStatus()?.text === "cert not trusted");
    const [rejected] = listCertificates(pkiOf("wary"), Date.now()).filter(({ store }) => store === "rejected");
    assert.equal(rejected?.thumbprint, thumbprint);
    assert.equal(trustCertificate(pkiOf("wary"), thumbprint.slice(0, 8), Date.now()).store, "trusted");
    await data(source);
    await until("the status", () => source.lastStatus()?.level === "ok");
    await source.close();
    rejectCertificate(pkiOf("wary"), thumbprint, Date.now());
    await failure(open("wary", server.endpoint, SECURE), "TWIN-SOURCE-060");
    await server.remove();
  });

  it("says which certificate has expired, and which of ours the server does not trust", async () => {
    const port = await freePort();
    const expired = await startOpcuaServer(port, ["speed"], { OPCUA_TRUST: "1", OPCUA_EXPIRED: "1" });
    const held = open("late", expired.endpoint, { ...SECURE, opcuaTrustUnknown: true });
    assert.match(await failure(held, "TWIN-SOURCE-061"), /expired, is valid from .* GMT to .* GMT only/);
    await until("the status", () => held.lastStatus()?.text === "cert expired");
    await expired.remove();

    const strict = await startOpcuaServer(await freePort(), ["speed"]);
    const refused = open("late", strict.endpoint, { ...SECURE, opcuaTrustUnknown: true });
    const own = listCertificates(pkiOf("late"), Date.now()).find(({ store }) => store === "own");
    assert.ok(own);
    assert.match(await failure(refused, "TWIN-SOURCE-063"), new RegExp(`${own.thumbprint}.*${own.file}`));
    await strict.remove();
  });

  it("asks only for what a server can give: mode and policy together, and a key that can be read", () => {
    const half = { opcuaSecurityMode: "Sign" };
    assert.throws(() => open("x", "opc.tcp://127.0.0.1:1", half), { code: "TWIN-SOURCE-006" });
    assert.ok(!readdirSync(folder.path).includes("x"));
  });

  it("leaves a private key that only its owner may read", () => {
    const mode = statSync(join(pkiOf("late"), "own", "private", "private_key.pem")).mode & 0o777;
    assert.equal(mode.toString(8), "600");
  });
});
