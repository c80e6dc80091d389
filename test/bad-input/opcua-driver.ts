import { join } from "node:path";
import { OPCUACertificateManager } from "node-opcua-certificate-manager";
import { DataType, MessageSecurityMode, SecurityPolicy, StatusCodes, VariantArrayType } from "node-opcua-client";
import { OPCUAServer } from "node-opcua-server";
import { freePort } from "../support/free-port.ts";
import { startOpcuaServer } from "../support/opcua-server.ts";
import type { BadRow } from "./bad-row.ts";
import type { Driver } from "./driver.ts";
import { expand, type Words } from "./expand.ts";

interface GivenValue {
  readonly type: keyof typeof DataType;
  readonly value: unknown;
  readonly time: unknown;
  readonly status?: "BadSensorFailure";
  /** Again and again, each time another value: right after a connection a source takes it for what a server repeats. */
  readonly repeat?: boolean;
}

const GOOD: GivenValue = { type: "Double", value: "$value", time: "$time" };
/** Each row is a client of its own. */
const MOST_CLIENTS = 200;
const REPEAT_MS = 500;

/**
 * A real OPC UA server with one variable for each row, of whatever type the row sets; beside it one whose certificate has expired, and one
 * that trusts nobody's.
 */
export const startOpcuaDriver = async (
  rows: readonly BadRow[],
  folder: string,
): Promise<Driver & { readonly words: Readonly<Record<string, string>> }> => {
  const [expired, strict] = await Promise.all([
    freePort().then((free) => startOpcuaServer(free, [], { OPCUA_TRUST: "1", OPCUA_EXPIRED: "1" })),
    freePort().then((free) => startOpcuaServer(free, [])),
  ]);
  const port = await freePort();
  const certificates = (name: string): OPCUACertificateManager =>
    new OPCUACertificateManager({
      ...{ rootFolder: join(folder, name), automaticallyAcceptUnknownCertificate: true, disableFileWatchers: true },
    });
  const server = new OPCUAServer({
    ...{ port, hostname: "127.0.0.1", allowAnonymous: true, maxConnectionsPerEndpoint: MOST_CLIENTS },
    ...{ serverCertificateManager: certificates("server-pki"), userCertificateManager: certificates("user-pki") },
    securityModes: [MessageSecurityMode.None, MessageSecurityMode.SignAndEncrypt],
    securityPolicies: [SecurityPolicy.None, SecurityPolicy.Basic256Sha256],
    serverCapabilities: { maxSessions: MOST_CLIENTS, maxSubscriptions: MOST_CLIENTS },
    userManager: { isValidUser: (user: string, password: string) => user === "operator" && password === "right" },
  });
  await server.initialize();
  const { addressSpace } = server.engine;
  if (!addressSpace) throw new Error("no address space");
  const namespace = addressSpace.registerNamespace("urn:twinloom:test");
  const variables = new Map(
    rows
      .filter(({ protocol }) => protocol === "opcua")
      .map(({ id }) => [
        id,
        namespace.addVariable({
          ...{ organizedBy: addressSpace.rootFolder.objects, browseName: id, nodeId: `s=${id}` },
          ...{ dataType: "BaseDataType", valueRank: -2, minimumSamplingInterval: 10 },
        }),
      ]),
  );

  const set = ({ id }: BadRow, given: GivenValue, words: Words): void => {
    const { type, value, time, status = "Good" } = { ...given, value: expand(given.value, words) };
    const arrayType = Array.isArray(value) ? VariantArrayType.Array : VariantArrayType.Scalar;
    const dated = type === "DateTime" ? new Date(String(value)) : value;
    const at = new Date(Number(expand(time, words)));
    variables
      .get(id)
      ?.setValueFromSource({ dataType: DataType[type], arrayType, value: dated }, StatusCodes[status], at);
  };

  const repeating = new Map<string, NodeJS.Timeout>();
  const repeat = (row: BadRow, given: GivenValue, words: Words): void => {
    let value = Number(given.value);
    const again = (): void => set(row, { ...given, value: value++ }, words);
    repeating.set(row.id, setInterval(again, REPEAT_MS));
  };

  await server.start();
  return {
    words: { expiredEndpoint: expired.endpoint, strictEndpoint: strict.endpoint },
    settings: ({ id }) => ({
      ...{
        protocol: "opcua",
        opcuaEndpoint: `opc.tcp://127.0.0.1:${port}`,
        opcuaSamplingMs: 50,
        opcuaPublishingMs: 50,
      },
      tags: [{ tag: `nsu=urn:twinloom:test;s=${id}`, channel: "flow" }],
    }),
    good: async (row, words) => {
      clearInterval(repeating.get(row.id));
      set(row, (row.good as GivenValue | undefined) ?? GOOD, words);
    },
    give: async (row, words) => {
      const given = row.given as GivenValue;
      if (given.repeat) repeat(row, given, words);
      else set(row, given, words);
    },
    stop: async () => {
      for (const timer of repeating.values()) clearInterval(timer);
      await Promise.all([server.shutdown(0), expired.remove(), strict.remove()]);
    },
  };
};
