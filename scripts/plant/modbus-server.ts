import modbus from "modbus-serial";
import { assetTypes } from "../../models/assets/asset-types.ts";
import type { Plant, Scan } from "./plant.ts";

/** First register of the writable inputs. */
const INPUTS_AT = 100;
const UNIT_ID = 1;

/**
 * A Modbus TCP server that shows one machine in holding registers: its channels as float32, high word first, from 0 in
 * the order of its asset type; then plant time as float64; its inputs as float32 from 100.
 */
export const startModbusServer = async (plant: Plant, asset: string, host: string, port: number) => {
  const machine = plant.machine(asset);
  if (!machine) throw new Error(`the plant has no ${asset}`);
  const channels = Object.keys(assetTypes[machine.type]?.channels ?? {});
  const loads = Object.keys(machine.model.loads);
  const shown = Buffer.alloc(channels.length * 4 + 8);
  const inputs = Buffer.alloc(loads.length * 4);
  loads.forEach((_load, i) => void inputs.writeFloatBE(Number.NaN, i * 4));

  const read = (address: number): number => {
    const [bytes, at] = address >= INPUTS_AT ? [inputs, (address - INPUTS_AT) * 2] : [shown, address * 2];
    if (at + 2 <= bytes.length) return bytes.readUInt16BE(at);
    throw { modbusErrorCode: 2, msg: "illegal data address" };
  };
  const write = (address: number, value: number): void => {
    const at = (address - INPUTS_AT) * 2;
    if (at < 0 || at + 2 > inputs.length) throw { modbusErrorCode: 2, msg: "illegal data address" };
    inputs.writeUInt16BE(value, at);
    // a float32 is whole once its second register has been written
    const load = loads[at >> 2];
    if (at % 4 === 2 && load) plant.set(asset, load, inputs.readFloatBE(at - 2));
  };

  const vector = {
    getHoldingRegister: read,
    getMultipleHoldingRegisters: (address: number, length: number) =>
      Array.from({ length }, (_, i) => read(address + i)),
    setRegister: write,
    setRegisterArray: (address: number, values: number[]) =>
      values.forEach((value, i) => void write(address + i, value)),
  };
  const server = new modbus.ServerTCP(vector, { host, port, unitID: UNIT_ID });
  await new Promise<void>((resolve, reject) => {
    server.once("initialized", () => resolve());
    server.once("serverError", (error) => reject(error));
  });
  return {
    show: (scan: Scan): void => {
      channels.forEach((channel, i) => void shown.writeFloatBE(scan.values[channel] ?? Number.NaN, i * 4));
      shown.writeDoubleBE(scan.timeMs, channels.length * 4);
    },
    stop: (): Promise<void> => new Promise((resolve) => server.close(() => resolve())),
  };
};
