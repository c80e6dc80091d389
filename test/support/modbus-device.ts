import { once } from "node:events";
import modbus from "modbus-serial";

export interface ModbusDevice {
  readonly port: number;
  /** Registers by address; asking for any other is refused with exception 2, as devices do. */
  readonly registers: Map<number, number>;
  /** How many read requests came, and of how many registers each. */
  readonly requests: { address: number; length: number }[];
  float32(address: number, value: number): void;
  float64(address: number, value: number): void;
  /** Cuts every connection and stops listening. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

const ILLEGAL_ADDRESS = 2;

/** A real Modbus TCP server on a loopback port. */
export const startModbusDevice = async (port: number): Promise<ModbusDevice> => {
  const registers = new Map<number, number>();
  const requests: ModbusDevice["requests"] = [];
  let server: InstanceType<typeof modbus.ServerTCP> | undefined;

  const read = (address: number, length: number): number[] => {
    requests.push({ address, length });
    return Array.from({ length }, (_, i) => {
      const value = registers.get(address + i);
      if (value === undefined) throw Object.assign(new Error("illegal address"), { modbusErrorCode: ILLEGAL_ADDRESS });
      return value;
    });
  };
  const put = (address: number, bytes: Buffer): void => {
    for (let i = 0; i < bytes.length / 2; i++) registers.set(address + i, bytes.readUInt16BE(i * 2));
  };
  const start = async (): Promise<void> => {
    server = new modbus.ServerTCP(
      {
        getMultipleHoldingRegisters: read,
        getMultipleInputRegisters: read,
        getHoldingRegister: (address: number) => read(address, 1)[0] ?? 0,
        getInputRegister: (address: number) => read(address, 1)[0] ?? 0,
      },
      { host: "127.0.0.1", port, unitID: 1 },
    );
    await once(server, "initialized");
  };

  await start();
  return {
    port,
    registers,
    requests,
    start,
    float32: (address, value) => {
      const bytes = Buffer.alloc(4);
      bytes.writeFloatBE(value);
      put(address, bytes);
    },
    float64: (address, value) => {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleBE(value);
      put(address, bytes);
    },
    stop: async () => {
      const running = server;
      server = undefined;
      if (!running) return;
      for (const socket of running.socks.keys()) socket.destroy();
      await new Promise<void>((resolve) => running.close(() => resolve()));
    },
  };
};
