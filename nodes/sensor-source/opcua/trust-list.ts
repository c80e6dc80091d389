import { join } from "node:path";
import type { OPCUACertificateManager } from "node-opcua-certificate-manager";

/** Of the user folder; `twinloom certificates` knows the same one. */
export const PKI_FOLDER = "pki";

/**
 * The folder of certificates under the user folder: `own` (made here when it is first needed), `trusted/certs`, `issuers/certs` with
 * their revocation lists, and `rejected`, where the certificate of an unknown server goes until someone trusts it. It is read anew for
 * each connection, so that a change needs no restart.
 *
 * @param trustUnknown an unknown certificate goes to the trusted ones
 */
export const trustList = async (homeFolder: string, trustUnknown: boolean): Promise<OPCUACertificateManager> => {
  const { OPCUACertificateManager: Manager } = await import("node-opcua-certificate-manager");
  return new Manager({
    rootFolder: join(homeFolder, PKI_FOLDER),
    automaticallyAcceptUnknownCertificate: trustUnknown,
    disableFileWatchers: true,
  });
};
