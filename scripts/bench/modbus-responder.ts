import { createServer, type Socket } from "node:net";
import { tcpFrame, tcpFrames } from "../../nodes/sensor-source/modbus/tcp-frames.ts";

export interface ModbusResponder {
  readonly port: number;
  /** When each request of a unit came, milliseconds of `performance.now()`. */
  readonly arrivals: ReadonlyMap<number, readonly number[]>;
  forget(): void;
  close(): Promise<void>;
}

/** A Modbus TCP server of any unit id that answers each read of registers with zeros at once; units that are dead never answer. */
export const startModbusResponder = async (isDead: (unitId: number) => boolean): Promise<ModbusResponder> => {
  const arrivals = new Map<number, number[]>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const frames = tcpFrames();
    sockets.add(socket.setNoDelay());
    socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy());
    socket.on("data", (bytes) => {
      for (const { transaction, unitId, pdu } of frames(Buffer.from(bytes))) {
        const times = arrivals.get(unitId) ?? [];
        times.push(performance.now());
        arrivals.set(unitId, times);
        if (isDead(unitId)) continue;
        const answer = Buffer.alloc(2 + 2 * (pdu[4] ?? 0));
        answer[0] = pdu[0] ?? 0;
        answer[1] = answer.length - 2;
        socket.write(tcpFrame(transaction, unitId, answer));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    arrivals,
    forget: () => arrivals.clear(),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
};
