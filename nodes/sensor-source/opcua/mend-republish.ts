import type { ClientSession, ClientSessionPublishService, ClientSubscription } from "node-opcua-client";

/**
 * After a reconnect the client library asks for the notifications that were sent into the broken connection (Republish, OPC UA Part 4,
 * 5.14.6), and loses or wastes something in two cases that are mended here.
 *
 * A keep-alive has the number of the notification that will come next (5.14.1.1). The library takes it for one that has come, so that
 * the first after a silence would never be asked for.
 */
export const countFromKeepAlive = (subscription: ClientSubscription): void => {
  subscription.on("keepalive", () => {
    const last: unknown = Reflect.get(subscription, "lastSequenceNumber");
    if (typeof last === "number" && last > 0) Reflect.set(subscription, "lastSequenceNumber", last - 1);
  });
};

/**
 * Some servers (asyncua) answer for a notification that they don't have with an empty one, and not with BadMessageNotAvailable: the library
 * would ask for the same one again without end or pause.
 */
export const endRepublish = (session: ClientSession): void => {
  if (!hasRepublish(session)) return;
  const ask = session.republish.bind(session);
  session.republish = (request, take) =>
    ask(request, (error, response) => {
      const sent = response?.notificationMessage;
      const isMissing = sent && (sent.sequenceNumber === 0 || sent.sequenceNumber !== request.retransmitSequenceNumber);
      if (isMissing) take(new Error("BadMessageNotAvailable"));
      else take(error, response);
    });
};

/** The library's own types leave it out of a session. */
const hasRepublish = (session: object): session is Pick<ClientSessionPublishService, "republish"> =>
  "republish" in session && typeof session.republish === "function";
