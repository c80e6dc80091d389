import { createConnection, createServer, type Socket } from "node:net";

export interface CuttableProxy {
  readonly port: number;
  /** Breaks every connection that is open now; new ones are served. */
  cut(): void;
  /** True: breaks every connection and takes no new one, until it is called with false. */
  refuse(refuses: boolean): void;
  /** True: passes nothing on and closes nothing, as a link that is half open, until it is called with false. */
  stall(stalls: boolean): void;
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
  let refusing = false;
  const server = createServer((client) => {
    if (refusing) {
      client.destroy();
      return;
    }
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
    refuse: (refuses) => {
      refusing = refuses;
      if (refuses) cut();
    },
    stall: (stalls) => {
      for (const socket of sockets) {
        if (stalls) socket.pause();
        else socket.resume();
      }
    },
    close: () => {
      cut();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
};
