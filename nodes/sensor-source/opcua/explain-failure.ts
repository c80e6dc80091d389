import { join } from "node:path";
import type { OPCUACertificateManager } from "node-opcua-certificate-manager";
import type { EndpointDescription, OPCUAClient } from "node-opcua-client";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { sourceErrors } from "../errors.ts";
import type { SourceConfig } from "../schema.ts";
import { aboutCertificate } from "./about-certificate.ts";
import type { Library } from "./library.ts";
import { offeredEndpoints } from "./offered-endpoints.ts";

/** A try to connect that came to nothing. */
export interface FailedTry {
  readonly library: Library;
  readonly config: SourceConfig;
  readonly client: OPCUAClient;
  readonly trust: OPCUACertificateManager;
}

/** Why a connection did not come about, as an error whose next step mends it: the server's certificate, ours, or what it offers. */
export const explainFailure = async (failed: FailedTry, thrown: unknown): Promise<TwinError> => {
  if (thrown instanceof TwinError) return thrown;
  const { config } = failed;
  const server = config.opcuaEndpoint;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  if (config.opcuaSecurityMode !== "None") {
    if (/certificate verification failed/i.test(reason)) return serverCertificate(failed, reason, thrown);
    if (/cannot find endpoint|Cannot find an Endpoint|BadSecurityPolicyRejected|BadSecurityModeRejected/i.test(reason))
      return notOffered(failed, reason, thrown);
    if (/BadSecurityChecksFailed|BadCertificate/.test(reason)) return clientCertificate(failed, reason, thrown);
  }
  return new TwinError(sourceErrors.refused, { server, reason }, thrown);
};

/** What the server offers now; nothing where it does not answer. */
const offers = ({ library, config, trust }: FailedTry): Promise<readonly EndpointDescription[]> =>
  offeredEndpoints(library, config.opcuaEndpoint, trust).catch(() => []);

const serverCertificate = async (failed: FailedTry, reason: string, cause: unknown): Promise<TwinError> => {
  const server = failed.config.opcuaEndpoint;
  const shown = (await offers(failed)).find(({ serverCertificate }) => serverCertificate?.length > 0);
  const [first] = shown ? failed.library.crypto_utils.split_der(shown.serverCertificate) : [];
  if (!first) return new TwinError(sourceErrors.refused, { server, reason }, cause);
  const about = { server, reason, ...aboutCertificate(first) };
  if (/TimeInvalid/.test(reason))
    return new TwinError(sourceErrors.certificateExpired, { ...about, status: "cert expired" }, cause);
  if (/Untrusted/.test(reason))
    return new TwinError(sourceErrors.certificateUntrusted, { ...about, status: "cert not trusted" }, cause);
  return new TwinError(sourceErrors.certificateUnusable, { ...about, status: "cert unusable" }, cause);
};

const clientCertificate = ({ config, client, trust }: FailedTry, reason: string, cause: unknown): TwinError => {
  const own = client.getCertificate();
  const thumbprint = own ? aboutCertificate(own).thumbprint : "unknown";
  const file = join(trust.rootDir, "own", "certs", "client_certificate.pem");
  const about = { server: config.opcuaEndpoint, reason, thumbprint, file, status: "client not trusted" };
  return new TwinError(sourceErrors.clientUntrusted, about, cause);
};

const notOffered = async (failed: FailedTry, reason: string, cause: unknown): Promise<TwinError> => {
  const { library, config } = failed;
  const kinds = (await offers(failed)).map(
    ({ securityMode, securityPolicyUri }) =>
      `${library.MessageSecurityMode[securityMode]}/${securityPolicyUri?.split("#")[1] ?? "?"}`,
  );
  const about = {
    ...{ server: config.opcuaEndpoint, reason, mode: config.opcuaSecurityMode, policy: config.opcuaSecurityPolicy },
    ...{ offered: [...new Set(kinds)].join(", ") || "nothing that it tells", status: "policy not offered" },
  };
  return new TwinError(sourceErrors.securityNotOffered, about, cause);
};
