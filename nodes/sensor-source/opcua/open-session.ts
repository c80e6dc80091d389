import type { OPCUACertificateManager } from "node-opcua-certificate-manager";
import type { ClientSession, ClientSubscription, OPCUAClient, OPCUAClientOptions } from "node-opcua-client";
import type { World } from "../../kit/world.ts";
import type { SourceConfig } from "../schema.ts";
import type { Source } from "../source.ts";
import type { Library } from "./library.ts";
import { countFromKeepAlive, endRepublish } from "./mend-republish.ts";
import { refuseExpired } from "./refuse-expired.ts";
import { userIdentity } from "./user-identity.ts";

/** Everything that belongs to one connection. */
export interface OpenSession {
  readonly client: OPCUAClient;
  readonly session: ClientSession;
  readonly subscription: ClientSubscription;
}

const SESSION_TIMEOUT_MS = 60_000;
/** The server is heard at least so often, also where nothing changes, so that one that is lost is noticed well within a minute. */
const HEARD_EVERY_MS = 5000;
const MOST_KEEP_ALIVE_COUNT = 10;
/** At least three times the keep-alive count (OPC UA Part 4, 5.14.2.2); a minute or more of publishing intervals. */
const LIFETIME_COUNT = 600;

/** What a session is opened with: the settings, and the part of the world that they need. */
export interface Opening {
  readonly config: SourceConfig;
  readonly world: Pick<World, "nodeId" | "homeFolder" | "credentials" | "clock">;
}

/** Never gives up, and repairs channel, session and subscription after a lost connection by itself. */
const PATIENT: OPCUAClientOptions = {
  keepSessionAlive: true,
  connectionStrategy: { initialDelay: 500, maxDelay: 15_000, maxRetry: -1, randomisationFactor: 0.25 },
};

/** @param patience how long it tries, and what it does when it is broken off */
export const makeClient = (
  library: Library,
  { config, world }: Opening,
  trust: OPCUACertificateManager,
  patience = PATIENT,
): OPCUAClient => {
  const { MessageSecurityMode, OPCUAClient: Client, SecurityPolicy } = library;
  return Client.create({
    applicationName: "Twinloom",
    clientName: `twinloom-${world.nodeId}`,
    clientCertificateManager: trust,
    securityMode: MessageSecurityMode[config.opcuaSecurityMode],
    securityPolicy: SecurityPolicy[config.opcuaSecurityPolicy],
    endpointMustExist: false,
    requestedSessionTimeout: SESSION_TIMEOUT_MS,
    ...patience,
  });
};

/** Connects, which may take as long as the client is patient, and signs in. */
export const signIn = async (
  library: Library,
  { config, world }: Opening,
  client: OPCUAClient,
): Promise<ClientSession> => {
  const identity = await userIdentity(library, config, world);
  await client.connect(config.opcuaEndpoint);
  const shown = [client.serverCertificate ?? []].flat()[0];
  if (shown && config.opcuaSecurityMode !== "None") {
    refuseExpired(config.opcuaEndpoint, library.crypto_utils.split_der(shown)[0], world.clock.nowMs());
  }
  return client.createSession(identity);
};

/**
 * Signs in and makes the subscription.
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
  const session = await signIn(library, source, client);
  endRepublish(session);
  const requestedPublishingInterval = source.config.opcuaPublishingMs;
  const inTime = Math.floor(HEARD_EVERY_MS / requestedPublishingInterval);
  const requestedMaxKeepAliveCount = Math.min(Math.max(1, inTime), MOST_KEEP_ALIVE_COUNT);
  const asked = session.createSubscription2({
    requestedPublishingInterval,
    requestedMaxKeepAliveCount,
    requestedLifetimeCount: LIFETIME_COUNT,
    maxNotificationsPerPublish: 0,
    publishingEnabled: true,
    priority: 0,
  });
  making(asked);
  const subscription = await asked;
  countFromKeepAlive(subscription);
  return { client, session, subscription };
};
