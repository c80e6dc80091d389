import { join } from "node:path";
import { OPCUACertificateManager } from "node-opcua-certificate-manager";
import { DataType, MessageSecurityMode, SecurityPolicy, StatusCodes, Variant } from "node-opcua-client";
import { OPCUAServer } from "node-opcua-server";
import { assetTypes } from "../../models/assets/asset-types.ts";
import { displayUnit } from "../build/display-unit.ts";
import type { Plant } from "./plant.ts";
import type { Scan } from "./scan.ts";

const URN = "urn:twinloom:plant";
/** Whose unit codes they are (OPC UA Part 8, 5.6.3), which are not numbers. */
const UCUM = "http://unitsofmeasure.org";
const NO_ID = -1;

/**
 * An OPC UA server that shows one machine: `s=ASSET.CHANNEL` to read, `s=ASSET.set.LOAD` to write (NaN gives the input back
 * to the production plan). Source times are plant time. Anonymous and without encryption, for the demonstration on
 * loopback.
 *
 * @param folder where its own certificate is made and kept
 */
export const startOpcuaServer = async (plant: Plant, asset: string, host: string, port: number, folder: string) => {
  const { plan, model } = plant.machine(asset);
  const serverCertificateManager = new OPCUACertificateManager({
    rootFolder: join(folder, "pki"),
    automaticallyAcceptUnknownCertificate: true,
  });
  const server = new OPCUAServer({
    hostname: host,
    host,
    port,
    serverInfo: { applicationUri: URN, productUri: URN, applicationName: { text: "Twinloom demo plant" } },
    serverCertificateManager,
    userCertificateManager: serverCertificateManager,
    securityModes: [MessageSecurityMode.None],
    securityPolicies: [SecurityPolicy.None],
    // else changes within 100 ms are folded into one
    serverCapabilities: { minSupportedSampleRate: 0 },
    disableDiscovery: true,
  });
  await server.initialize();
  const space = server.engine.addressSpace;
  if (!space) throw new Error("the OPC UA server has no address space");
  const namespace = space.getOwnNamespace();
  const folderNode = namespace.addObject({
    browseName: asset,
    organizedBy: space.rootFolder.objects,
    nodeId: `s=${asset}`,
  });
  const variables = new Map<string, ReturnType<typeof namespace.addVariable>>();
  for (const [channel, { unit, kind, plausible }] of Object.entries(assetTypes[plan.type]?.channels ?? {})) {
    if (kind !== "scalar") continue;
    const variable = namespace.addAnalogDataItem({
      componentOf: folderNode,
      nodeId: `s=${asset}.${channel}`,
      browseName: channel,
      dataType: "Double",
      accessLevel: "CurrentRead",
      engineeringUnitsRange: { low: plausible?.min ?? 0, high: plausible?.max ?? 0 },
      engineeringUnits: { namespaceUri: UCUM, unitId: NO_ID, displayName: displayUnit(unit), description: unit },
      // 0: a client that samples at 0 gets every scan, one that samples slower gets the newest
      minimumSamplingInterval: 0,
    });
    variables.set(channel, variable);
  }
  for (const load of Object.keys(model.loads)) {
    namespace.addVariable({
      componentOf: folderNode,
      nodeId: `s=${asset}.set.${load}`,
      browseName: `set ${load}`,
      dataType: "Double",
      minimumSamplingInterval: 50,
      value: {
        get: () => new Variant({ dataType: DataType.Double, value: plant.load(asset)[load] ?? Number.NaN }),
        set: (variant: Variant) => setInput(plant, asset, load, variant.value),
      },
    });
  }
  await server.start();
  return {
    show: (scan: Scan): void => {
      const time = new Date(scan.timeMs);
      for (const [channel, value] of Object.entries(scan.values)) {
        variables.get(channel)?.setValueFromSource({ dataType: DataType.Double, value }, StatusCodes.Good, time);
      }
    },
    stop: (): Promise<void> => server.shutdown(0),
  };
};

const setInput = (plant: Plant, asset: string, load: string, value: unknown) => {
  if (typeof value !== "number") return StatusCodes.BadTypeMismatch;
  try {
    plant.set(asset, load, value);
    return StatusCodes.Good;
  } catch {
    return StatusCodes.BadOutOfRange;
  }
};
