import type { ClientSubscription, OPCUAClient } from "node-opcua-client";
import type { Clock } from "../../kit/clock.ts";

const LOOK_EVERY_MS = 2000;
/** On top of two keep-alive intervals of the subscription: a busy server or a slow link. */
const PATIENCE_MS = 10_000;

/**
 * A server that has the connection must be heard: a notification, or a keep-alive (OPC UA Part 4, 5.14.1.1). One that is silent stands behind
 * a half-open connection. After a break it must take the session back (transfer, republish), which not every server can: the client library
 * would wait on in both cases.
 *
 * @param silent called once
 * @returns how to stop watching
 */
export const watchSilence = (
  clock: Clock,
  client: OPCUAClient,
  subscription: ClientSubscription,
  silent: () => void,
): (() => void) => {
  const { publishingInterval, maxKeepAliveCount } = subscription;
  const longestMs = 2 * publishingInterval * maxKeepAliveCount + PATIENCE_MS;
  const nowMs = clock.nowMs;
  let heardMs = nowMs();
  let state: "connected" | "lost" | "repairing" = "connected";
  const hear = (): void => {
    if (state === "connected") heardMs = nowMs();
  };
  const become = (next: typeof state) => (): void => {
    state = next;
    heardMs = nowMs();
  };
  subscription.on("keepalive", hear);
  subscription.on("received_notifications", hear);
  client.on("connection_lost", become("lost"));
  client.on("after_reconnection", become("repairing"));
  client.on("connection_reestablished", become("connected"));
  const look = (): void => {
    const patienceMs = state === "repairing" ? PATIENCE_MS : longestMs;
    if (state === "lost" || nowMs() - heardMs <= patienceMs) return;
    stop();
    silent();
  };
  const stop = clock.schedule(LOOK_EVERY_MS, look, true);
  return stop;
};
