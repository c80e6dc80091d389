import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OPCUACertificateManager } from "node-opcua-certificate-manager";
import { DataType, MessageSecurityMode, SecurityPolicy, StatusCodes } from "node-opcua-client";
import { OPCUAServer } from "node-opcua-server";

/** All values that it has set so far. */
export interface OpcuaCount {
  readonly set: number;
}

/**
 * An OPC UA server as a process of its own, whose variables `s=0`, `s=1` … all get a new value at each tick:
 * `opcua-plant-process.ts PORT VARIABLES TICK_MS`. Any message is answered with how many values it has set so far.
 */
const [port = "", variableCount = "", tickMs = ""] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "twinloom-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
process.on("disconnect", () => process.exit());

const certificates = new OPCUACertificateManager({ rootFolder: join(folder, "pki"), disableFileWatchers: true });
const server = new OPCUAServer({
  ...{ port: Number(port), hostname: "127.0.0.1", disableDiscovery: true },
  ...{ serverCertificateManager: certificates, userCertificateManager: certificates },
  ...{ securityModes: [MessageSecurityMode.None], securityPolicies: [SecurityPolicy.None] },
  // else changes within 100 ms are folded into one
  serverCapabilities: { minSupportedSampleRate: 0 },
});
await server.initialize();
const space = server.engine.addressSpace;
if (!space) throw new Error("the OPC UA server has no address space");
const namespace = space.getOwnNamespace();
const variables = Array.from({ length: Number(variableCount) }, (_, i) =>
  namespace.addVariable({
    ...{ organizedBy: space.rootFolder.objects, browseName: String(i), nodeId: `s=${i}` },
    ...{ dataType: "Double", minimumSamplingInterval: 0 },
  }),
);

let set = 0;
const tick = (): void => {
  const time = new Date();
  const round = set / variables.length;
  for (const variable of variables) {
    // never twice the same: an unchanged value is not told
    const value = 100 + (round % 1000) / 1000;
    variable.setValueFromSource({ dataType: DataType.Double, value }, StatusCodes.Good, time);
  }
  set += variables.length;
};
tick();
await server.start();
const began = performance.now();
let ticks = 0;
setInterval(() => {
  // a late timer makes up for what it missed
  for (; ticks < (performance.now() - began) / Number(tickMs); ticks++) tick();
}, Number(tickMs) / 2);

process.on("message", () => process.send?.({ set } satisfies OpcuaCount));
process.send?.("ready");
