import type { OPCUACertificateManager } from "node-opcua-certificate-manager";
import type { EndpointDescription } from "node-opcua-client";
import type { Library } from "./library.ts";

const PATIENCE_MS = 5000;

/** What a server offers and the certificate it shows, asked without security (OPC UA Part 4, 5.5.4). @throws Error if it does not answer */
export const offeredEndpoints = async (
  { OPCUAClient }: Library,
  endpoint: string,
  clientCertificateManager: OPCUACertificateManager,
): Promise<readonly EndpointDescription[]> => {
  const client = OPCUAClient.create({
    ...{ applicationName: "Twinloom", clientCertificateManager, endpointMustExist: false },
    ...{ connectionStrategy: { maxRetry: 0 }, transportTimeout: PATIENCE_MS },
  });
  try {
    await client.connect(endpoint);
    return await client.getEndpoints();
  } finally {
    await client.disconnect();
  }
};
