import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { Aedes } from "aedes";
import { freePort } from "./free-port.ts";

/**
 * A real MQTT 3.1.1 broker in this process that keeps the sessions of its clients, and counts what a client acknowledges. After a
 * reconnect it sends live messages before the queued ones: a subscriber gets newer samples first.
 */
export const startQueueingBroker = async () => {
  const broker = await Aedes.createBroker();
  const port = await freePort();
  const sockets = new Set<Socket>();
  const acknowledged = new Set<string>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    broker.handle(socket);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  let subscriptions = 0;
  broker.on("subscribe", (granted) => {
    subscriptions += granted.length;
  });
  broker.on("ack", (packet) => {
    if (packet && "payload" in packet) acknowledged.add(String(packet.payload).slice(0, 60));
  });

  return {
    url: `mqtt://127.0.0.1:${port}`,
    /** The first 60 characters of every message that a subscriber has acknowledged. */
    acknowledged,
    /** Resolves when the broker has taken the message. */
    publish: (topic: string, body: object): Promise<void> =>
      new Promise((resolve, reject) => {
        const payload = Buffer.from(JSON.stringify(body));
        const packet = { cmd: "publish", topic, payload, qos: 1, retain: false, dup: false } as const;
        broker.publish(packet, (error) => (error ? reject(error) : resolve()));
      }),
    /** Topics that were ever subscribed to; what is published before is for nobody. */
    subscriptions: (): number => subscriptions,
    stop: async (): Promise<void> => {
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};
