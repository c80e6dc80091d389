import modbus from "modbus-serial";
import { assetTypes } from "../../models/assets/asset-types.ts";
import type { Plant } from "./plant.ts";
import type { Scan } from "./scan.ts";

/** First register of the writable inputs. */
const INPUTS_AT = 100;
const UNIT_ID = 1;
/** Exception codes of the Modbus application protocol, 7. */
const ILLEGAL_ADDRESS = { modbusErrorCode: 2, msg: "illegal data address" };
const ILLEGAL_VALUE = { modbusErrorCode: 3, msg: "illegal data value" };
const BYTES_PER_REGISTER = 2;
const BYTES_PER_FLOAT = 4;

/**
 * A Modbus TCP server that shows one machine in holding registers: its channels as float32, high word first, from 0 in
 * the order of its asset type; then plant time as float64; its inputs as float32 from 100. An input is written as a whole
 * (function 16); a value outside its range gives exception 3, NaN gives it back to the production plan.
 */
export const startModbusServer = async (plant: Plant, asset: string, host: string, port: number) => {
  const { plan, model } = plant.machine(asset);
  const channels = Object.keys(assetTypes[plan.type]?.channels ?? {});
  const loads = Object.keys(model.loads);
  const shown = Buffer.alloc(channels.length * BYTES_PER_FLOAT + 8);

  const inputs = (): Buffer => {
    const bytes = Buffer.alloc(loads.length * BYTES_PER_FLOAT);
    const load = plant.load(asset);
    for (const [i, name] of loads.entries()) bytes.writeFloatBE(load[name] ?? Number.NaN, i * BYTES_PER_FLOAT);
    return bytes;
  };

  const read = (address: number, length: number): number[] => {
    const atInputs = address >= INPUTS_AT;
    const bytes = atInputs ? inputs() : shown;
    const from = (atInputs ? address - INPUTS_AT : address) * BYTES_PER_REGISTER;
    if (from + length * BYTES_PER_REGISTER > bytes.length) throw ILLEGAL_ADDRESS;
    return Array.from({ length }, (_, i) => bytes.readUInt16BE(from + i * BYTES_PER_REGISTER));
  };

  const write = (address: number, registers: number[]): void => {
    const first = (address - INPUTS_AT) / 2;
    const count = registers.length / 2;
    if (!Number.isInteger(first) || !Number.isInteger(count)) throw ILLEGAL_VALUE;
    if (first < 0 || first + count > loads.length) throw ILLEGAL_ADDRESS;
    const bytes = Buffer.alloc(registers.length * BYTES_PER_REGISTER);
    for (const [i, register] of registers.entries()) bytes.writeUInt16BE(register, i * BYTES_PER_REGISTER);
    try {
      for (let i = 0; i < count; i++) {
        plant.set(asset, loads[first + i] ?? "", bytes.readFloatBE(i * BYTES_PER_FLOAT));
      }
    } catch {
      throw ILLEGAL_VALUE;
    }
  };

  const server = new modbus.ServerTCP(
    {
      getHoldingRegister: (address: number) => read(address, 1)[0] ?? 0,
      getMultipleHoldingRegisters: (address: number, length: number) => read(address, length),
      setRegister: (address: number, value: number) => write(address, [value]),
      setRegisterArray: (address: number, values: number[]) => write(address, values),
    },
    { host, port, unitID: UNIT_ID },
  );
  await new Promise<void>((resolve, reject) => {
    server.once("initialized", () => resolve());
    server.once("serverError", (error) => reject(error));
  });
  server.on("socketError", () => undefined);
  return {
    show: ({ values, timeMs }: Scan): void => {
      for (const [i, channel] of channels.entries()) {
        shown.writeFloatBE(values[channel] ?? Number.NaN, i * BYTES_PER_FLOAT);
      }
      shown.writeDoubleBE(timeMs, channels.length * BYTES_PER_FLOAT);
    },
    stop: (): Promise<void> => new Promise((resolve) => server.close(() => resolve())),
  };
};
