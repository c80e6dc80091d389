import { join } from "node:path";
import type { UAVariable } from "node-opcua-address-space";
import { OPCUACertificateManager } from "node-opcua-certificate-manager";
import { DataType, StatusCodes, Variant } from "node-opcua-client";
import { OPCUAServer } from "node-opcua-server";
import { assetTypes } from "../../models/assets/asset-types.ts";
import type { Plant, Scan } from "./plant.ts";

const URN = "urn:twinloom:plant";

/**
 * An OPC UA server that shows one machine: `s=ASSET.CHANNEL` to read, `s=ASSET.set.LOAD` to write. Anonymous and without
 * encryption, for the demonstration on loopback.
 *
 * @param folder where its own certificate is made and kept
 */
export const startOpcuaServer = async (plant: Plant, asset: string, host: string, port: number, folder: string) => {
  const machine = plant.machine(asset);
  if (!machine) throw new Error(`the plant has no ${asset}`);
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
    disableDiscovery: true,
  } as ConstructorParameters<typeof OPCUAServer>[0]);
  await server.initialize();
  const space = server.engine.addressSpace;
  if (!space) throw new Error("the OPC UA server has no address space");
  const namespace = space.getOwnNamespace();
  const folderNode = namespace.addObject({
    browseName: asset,
    organizedBy: space.rootFolder.objects,
    nodeId: `s=${asset}`,
  });
  const variables = new Map<string, UAVariable>();
  for (const [channel, { unit, kind }] of Object.entries(assetTypes[machine.type]?.channels ?? {})) {
    if (kind !== "scalar") continue;
    const variable = namespace.addVariable({
      componentOf: folderNode,
      nodeId: `s=${asset}.${channel}`,
      browseName: channel,
      description: unit,
      dataType: "Double",
      minimumSamplingInterval: 50,
    });
    variables.set(channel, variable);
  }
  for (const load of Object.keys(machine.model.loads)) {
    namespace.addVariable({
      componentOf: folderNode,
      nodeId: `s=${asset}.set.${load}`,
      browseName: `set ${load}`,
      dataType: "Double",
      minimumSamplingInterval: 50,
      value: {
        get: () => new Variant({ dataType: DataType.Double, value: machine.memory.setInputs[load] ?? Number.NaN }),
        set: (variant: Variant) =>
          plant.set(asset, load, Number(variant.value)) ? StatusCodes.Good : StatusCodes.BadOutOfRange,
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
