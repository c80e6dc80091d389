import { createConnection, createServer, type Socket } from "node:net";

/** What a proxy makes of a piece that passes it: the pieces to pass on instead, in that order; none: it is lost. */
export type Distort = (bytes: Buffer, from: "client" | "server") => readonly Buffer[];

export interface TcpProxy {
  readonly port: number;
  /** Breaks every connection that is open now; new ones are served. */
  cut(): void;
  /** True: breaks every connection and takes no new one, until it is called with false. */
  refuse(refuses: boolean): void;
  /** True: passes nothing on and closes nothing, until it is called with false: a link that is half open. */
  stall(stalls: boolean): void;
  /** Passes each piece on so much later, in order. */
  slow(ms: number): void;
  /** Garbage, duplicates, another order; undefined: as it comes. */
  distort(change: Distort | undefined): void;
  close(): Promise<void>;
}

/** A TCP proxy on a loopback port that does what bad networks do. */
export const startTcpProxy = async (port: number, targetPort: number): Promise<TcpProxy> => {
  const sockets = new Set<Socket>();
  let refusing = false;
  let stalled = false;
  let delayMs = 0;
  let change: Distort | undefined;

  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    if (stalled) socket.pause();
  };
  const pass = (from: Socket, to: Socket, side: "client" | "server"): void => {
    let before = Promise.resolve();
    from.on("data", (bytes: Buffer) => {
      const pieces = change ? change(bytes, side) : [bytes];
      const send = (): void => {
        for (const piece of pieces) if (!to.destroyed) to.write(piece);
      };
      const waitMs = delayMs;
      if (waitMs === 0) before = before.then(send);
      else before = before.then(() => new Promise((resolve) => setTimeout(resolve, waitMs))).then(send);
    });
    from.on("close", () => void before.then(() => to.destroy()));
  };

  const server = createServer((client) => {
    if (refusing) {
      client.destroy();
      return;
    }
    const target = createConnection({ port: targetPort, host: "127.0.0.1" });
    keep(client);
    keep(target);
    pass(client, target, "client");
    pass(target, client, "server");
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
      stalled = stalls;
      for (const socket of sockets) {
        if (stalls) socket.pause();
        else socket.resume();
      }
    },
    slow: (ms) => {
      delayMs = ms;
    },
    distort: (next) => {
      change = next;
    },
    close: () => {
      cut();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
};
