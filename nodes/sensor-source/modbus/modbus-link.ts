import { connect, type Socket } from "node:net";
import type { Clock } from "../../kit/clock.ts";
import type { SourceConfig } from "../schema.ts";
import type { ReadRequest } from "./read-answer.ts";
import { rtuLine } from "./rtu-line.ts";
import { tcpLine } from "./tcp-line.ts";

/** An open connection to a Modbus device or gateway. */
export interface ModbusLink {
  /**
   * The bytes of registers (two each) or coils (eight a byte).
   *
   * @throws ModbusRefusal, NoAnswer or GarbledAnswer; any other error means that the connection is of no use
   */
  read(request: ReadRequest): Promise<Uint8Array>;
  close(): void;
}

/** How requests and answers stand on one connection. */
export interface Line {
  ask(request: ReadRequest): Promise<Uint8Array>;
  /** @throws GarbledAnswer where nothing after it can be trusted */
  received(bytes: Buffer): void;
  /** Nothing comes any more. */
  lost(error: Error): void;
}

type LinkConfig = Pick<SourceConfig, "modbusHost" | "modbusPort" | "modbusFraming" | "modbusTimeoutMs">;

/** As long as a server may take to accept, however short its answers are. */
const CONNECT_TIMEOUT_MS = 3000;

/**
 * Connects to a device.
 *
 * @throws Error if it can't be reached
 */
export const openModbus = async (config: LinkConfig, clock: Clock): Promise<ModbusLink> => {
  const socket = connect({ host: config.modbusHost, port: config.modbusPort, noDelay: true, keepAlive: true });
  await connected(socket, clock);
  const send = (frame: Buffer): void => void socket.write(frame);
  const line = (config.modbusFraming === "rtu" ? rtuLine : tcpLine)(send, clock, config.modbusTimeoutMs);
  socket.on("data", (bytes) => {
    try {
      line.received(bytes);
    } catch (thrown) {
      // not as a garbled answer, after which the connection would be asked again
      socket.destroy(new Error(thrown instanceof Error ? thrown.message : String(thrown)));
    }
  });
  socket.on("error", (error) => line.lost(error));
  socket.on("close", () => line.lost(new Error("the connection was closed")));
  return { read: line.ask, close: () => socket.destroy() };
};

const connected = (socket: Socket, clock: Clock): Promise<void> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void => {
      if (socket.connecting) socket.destroy(new Error("it does not answer"));
    };
    // after a busy time of this process the answer may be there, and only be seen after the timers
    const stop = clock.schedule(CONNECT_TIMEOUT_MS, () => setImmediate(giveUp));
    socket.once("error", (error) => {
      stop();
      reject(error);
    });
    socket.once("connect", () => {
      stop();
      socket.removeAllListeners("error");
      resolve();
    });
  });
