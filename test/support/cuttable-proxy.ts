import { createConnection, createServer, type Socket } from "node:net";

export interface CuttableProxy {
  readonly port: number;
  /** Breaks every connection that is open now; new ones are served. */
  cut(): void;
  close(): Promise<void>;
}

/** A TCP proxy on a loopback port that can break its connections, as a bad network does. */
export const startCuttableProxy = async (port: number, targetPort: number): Promise<CuttableProxy> => {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    const target = createConnection({ port: targetPort, host: "127.0.0.1" });
    keep(client);
    keep(target);
    client.pipe(target).pipe(client);
    client.on("close", () => target.destroy());
    target.on("close", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    cut,
    close: () => {
      cut();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
};
