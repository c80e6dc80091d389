import type { SourceConfig } from "../schema.ts";

/** An open connection to a Modbus TCP device. */
export interface ModbusLink {
  /** @throws ModbusRefusal if the device answered with an exception; any other error means the connection is of no use */
  read(address: number, length: number): Promise<Uint8Array>;
  close(): void;
}

/** The device answered, with an exception code (Modbus application protocol 1.1b3, section 7). */
export class ModbusRefusal extends Error {
  readonly exceptionCode: number;

  constructor(exceptionCode: number, message: string) {
    super(message);
    this.exceptionCode = exceptionCode;
  }
}

const TIMEOUT_MS = 3000;

/** Connects, with a client that is loaded at the first use. */
export const openModbus = async (config: SourceConfig): Promise<ModbusLink> => {
  const { default: commonJs } = await import("modbus-serial");
  const ModbusClient = commonJs.default;
  const client = new ModbusClient();
  client.on("error", () => undefined);
  client.setTimeout(TIMEOUT_MS);
  const close = (): void => client.destroy(() => undefined);
  // The client itself would wait for its time-out after a closed connection.
  const lost = Promise.withResolvers<never>();
  lost.promise.catch(() => undefined);
  client.on("close", () => lost.reject(new Error("the connection was closed")));
  try {
    await client.connectTCP(config.modbusHost, { port: config.modbusPort });
  } catch (thrown) {
    close();
    throw thrown;
  }
  client.setID(config.modbusUnitId);
  return {
    read: async (address, length) => {
      try {
        const asked =
          config.modbusTable === "holding"
            ? client.readHoldingRegisters(address, length)
            : client.readInputRegisters(address, length);
        return (await Promise.race([asked, lost.promise])).buffer;
      } catch (thrown) {
        throw asRefusal(thrown);
      }
    },
    close,
  };
};

const asRefusal = (thrown: unknown): unknown =>
  thrown instanceof Error && "modbusCode" in thrown && typeof thrown.modbusCode === "number"
    ? new ModbusRefusal(thrown.modbusCode, thrown.message)
    : thrown;
