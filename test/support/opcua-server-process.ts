import { join } from "node:path";
import { OPCUACertificateManager } from "node-opcua-certificate-manager";
import { DataType, StatusCodes, VariantArrayType } from "node-opcua-client";
import { OPCUAServer } from "node-opcua-server";

/** What the test tells the server: set a variable's value, source time and status. */
export interface SetVariable {
  readonly name: string;
  readonly value: number | string | boolean | null;
  readonly timeMs: number;
  readonly status?: "Good" | "BadSensorFailure" | "UncertainLastUsableValue";
}

/** A real OPC UA server as a process of its own, so that a test can kill it: `node opcua-server-process.ts PORT NAME...`. */
const [port, ...names] = process.argv.slice(2);

/**
 * OPCUA_TRUST=1: trusts every client and user certificate. OPCUA_EXPIRED=1: its own certificate ended yesterday. OPCUA_AHEAD_MS: so far its
 * clock is ahead.
 */
const { OPCUA_TRUST: trust, OPCUA_EXPIRED: expired, OPCUA_AHEAD_MS: ahead, HOME: home = "." } = process.env;
const DAY_MS = 86_400_000;
if (ahead) {
  globalThis.Date = new Proxy(Date, {
    construct: (target, given) =>
      Reflect.construct(target, given.length === 0 ? [target.now() + Number(ahead)] : given),
    get: (target, name) => (name === "now" ? () => target.now() + Number(ahead) : Reflect.get(target, name)),
  });
}

const certificates = (folder: string): OPCUACertificateManager =>
  new OPCUACertificateManager({
    rootFolder: join(home, folder),
    automaticallyAcceptUnknownCertificate: Boolean(trust),
    disableFileWatchers: true,
  });
const serverCertificateManager = certificates("server-pki");
const expiredFile = join(home, "expired.pem");
if (expired) {
  await serverCertificateManager.initialize();
  await serverCertificateManager.createSelfSignedCertificate({
    ...{ applicationUri: "urn:twinloom:expired", dns: ["localhost"], subject: "/CN=expired" },
    ...{ startDate: new Date(Date.now() - 9 * DAY_MS), validity: 8, outputFile: expiredFile },
  });
}

const server = new OPCUAServer({
  serverCertificateManager,
  userCertificateManager: certificates("user-pki"),
  ...(expired ? { certificateFile: expiredFile } : {}),
  port: Number(port),
  hostname: "127.0.0.1",
  allowAnonymous: true,
  userManager: { isValidUser: (user: string, password: string) => user === "operator" && password === "right" },
});
await server.initialize();
const { addressSpace } = server.engine;
if (!addressSpace) throw new Error("no address space");
const namespace = addressSpace.registerNamespace("urn:twinloom:test");
const variables = new Map<string, ReturnType<typeof namespace.addVariable>>();
const types: Readonly<Record<string, DataType>> = {
  text: DataType.String,
  flag: DataType.Boolean,
  big: DataType.UInt64,
};

for (const name of names) {
  const dataType = types[name] ?? DataType.Double;
  const variable = namespace.addVariable({
    organizedBy: addressSpace.rootFolder.objects,
    browseName: name,
    nodeId: `s=${name}`,
    dataType,
    minimumSamplingInterval: 10,
  });
  variables.set(name, variable);
}

const set = ({ name, value, timeMs, status = "Good" }: SetVariable): void => {
  const dataType = value === null ? DataType.Null : (types[name] ?? DataType.Double);
  const held = name === "big" ? [0x10, 5] : value;
  variables
    .get(name)
    ?.setValueFromSource(
      { dataType, arrayType: VariantArrayType.Scalar, value: held },
      StatusCodes[status],
      new Date(timeMs),
    );
};

process.on("message", (message: SetVariable | "count") => {
  if (message === "count") process.send?.({ subscriptions: server.engine.currentSubscriptionCount });
  else set(message);
});

// a test that failed may not have ended it
process.on("disconnect", () => process.exit());

await server.start();
process.send?.("ready");
