import type { OPCUACertificateManager } from "node-opcua-certificate-manager";
import type { ClientSession, ClientSubscription, OPCUAClient } from "node-opcua-client";
import type { Source } from "../source.ts";
import type { Library } from "./library.ts";
import { refuseExpired } from "./refuse-expired.ts";
import { userIdentity } from "./user-identity.ts";

/** Everything that belongs to one connection. */
export interface OpenSession {
  readonly client: OPCUAClient;
  readonly session: ClientSession;
  readonly subscription: ClientSubscription;
}

const SESSION_TIMEOUT_MS = 60_000;
const KEEP_ALIVE_COUNT = 10;
/** At least three times the keep-alive count (OPC UA Part 4, 5.14.2.2); a minute or more of publishing intervals. */
const LIFETIME_COUNT = 600;

/** A client that never stops trying; it repairs channel, session and subscription after a lost connection by itself. */
export const makeClient = (
  library: Library,
  { config, world }: Source,
  trust: OPCUACertificateManager,
): OPCUAClient => {
  const { MessageSecurityMode, OPCUAClient: Client, SecurityPolicy } = library;
  return Client.create({
    applicationName: "Twinloom",
    clientName: `twinloom-${world.nodeId}`,
    clientCertificateManager: trust,
    securityMode: MessageSecurityMode[config.opcuaSecurityMode],
    securityPolicy: SecurityPolicy[config.opcuaSecurityPolicy],
    endpointMustExist: false,
    keepSessionAlive: true,
    requestedSessionTimeout: SESSION_TIMEOUT_MS,
    connectionStrategy: { initialDelay: 500, maxDelay: 15_000, maxRetry: -1, randomisationFactor: 0.25 },
  });
};

/**
 * Connects, which may take as long as the server is away, signs in and makes the subscription.
 *
 * @param making is handed the subscription in the making: the library throws where nobody can catch it if the client is
 *   disconnected in the moment in which the server has answered
 */
export const openSession = async (
  library: Library,
  source: Source,
  client: OPCUAClient,
  making: (subscription: Promise<unknown>) => void,
): Promise<OpenSession> => {
  const { config, world } = source;
  const identity = await userIdentity(library, config, world);
  await client.connect(config.opcuaEndpoint);
  const shown = [client.serverCertificate ?? []].flat()[0];
  if (shown && config.opcuaSecurityMode !== "None") {
    refuseExpired(config.opcuaEndpoint, library.crypto_utils.split_der(shown)[0], world.clock.nowMs());
  }
  const session = await client.createSession(identity);
  const asked = session.createSubscription2({
    requestedPublishingInterval: config.opcuaPublishingMs,
    requestedLifetimeCount: LIFETIME_COUNT,
    requestedMaxKeepAliveCount: KEEP_ALIVE_COUNT,
    maxNotificationsPerPublish: 0,
    publishingEnabled: true,
    priority: 0,
  });
  making(asked);
  return { client, session, subscription: await asked };
};
