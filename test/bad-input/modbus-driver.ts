import { freePort } from "../support/free-port.ts";
import { startModbusDevice } from "../support/modbus-device.ts";
import { overRtu } from "../support/over-rtu.ts";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";
import type { BadRow } from "./bad-row.ts";
import type { Driver } from "./driver.ts";
import { expand, type Words } from "./expand.ts";

/** Registers and the time that they are of; or what comes in place of the device's answer. */
interface GivenAnswer {
  readonly registers?: readonly number[];
  readonly time?: unknown;
  /** Function code and what follows, in hex. */
  readonly pdu?: string;
  /** All of the answer, in hex. */
  readonly frame?: string;
  readonly cut?: boolean;
}

/** Each row has registers of its own: a float32, and behind it the float64 of its time. */
const REGISTERS_A_ROW = 10;
/** More often than it is polled. */
const TICK_MS = 100;
const isRtu = ({ settings }: BadRow): boolean => settings["modbusFraming"] === "rtu";

const wrongCrc = (frame: Buffer): Buffer => Buffer.concat([frame.subarray(0, -1), Buffer.of((frame.at(-1) ?? 0) ^ 1)]);

const addressOf = ({ index }: BadRow): number => index * REGISTERS_A_ROW;

/** A real Modbus TCP device, behind a proxy for the rows that are about broken answers. */
export const startModbusDriver = async (rows: readonly BadRow[], first: Words): Promise<Driver> => {
  const device = await startModbusDevice(await freePort());
  const proxies = new Map<string, TcpProxy>();
  for (const { id, protocol } of rows)
    if (protocol === "modbus") proxies.set(id, await startTcpProxy(await freePort(), device.port));

  /** The device's answer with another function code and data, by the header of its own (MBAP, section 4.1). */
  const answered = (bytes: Buffer, pdu: Buffer): Buffer => {
    const header = Buffer.from(bytes.subarray(0, 7));
    header.writeUInt16BE(pdu.length + 1, 4);
    return Buffer.concat([header, pdu]);
  };

  // The clock of a good device goes on: of a poll in which only its time could be read, the last value is told once more, as bad, at
  // that time. Were it the time of the good reading too, that one would be a duplicate for ever.
  const ticking = new Map<BadRow, number>();
  const tick = (row: BadRow): void => {
    const nowMs = Math.max(Date.now(), (ticking.get(row) ?? 0) + 1);
    ticking.set(row, nowMs);
    device.float64(addressOf(row) + 2, nowMs);
  };
  const clock = setInterval(() => {
    for (const row of ticking.keys()) tick(row);
  }, TICK_MS);

  const good = (row: BadRow, words: Words): void => {
    proxies.get(row.id)?.distort(isRtu(row) ? overRtu() : undefined);
    device.float32(addressOf(row), Number(words["value"]));
    tick(row);
  };
  for (const row of rows) if (proxies.has(row.id)) good(row, first);

  return {
    settings: (row) => ({
      ...{ protocol: "modbus", modbusHost: "127.0.0.1", modbusPort: proxies.get(row.id)?.port, modbusPollMs: 500 },
      ...{ modbusTimeoutMs: 30_000, modbusTime: "register", modbusTimeAddress: addressOf(row) + 2 },
      tags: [{ tag: "flow", channel: "flow", address: addressOf(row) }],
    }),
    good: async (row, words) => good(row, words),
    give: async (row, words) => {
      const { registers = [], time, pdu, frame, cut } = row.given as GivenAnswer;
      const proxy = proxies.get(row.id);
      for (const [i, register] of registers.entries()) device.registers.set(addressOf(row) + i, register);
      if (time !== undefined) {
        ticking.delete(row);
        device.float64(addressOf(row) + 2, Number(expand(time, words)));
      }
      if (cut) proxy?.cut();
      if (isRtu(row))
        proxy?.distort(overRtu((answer) => (frame === undefined ? wrongCrc(answer) : Buffer.from(frame, "hex"))));
      else if (pdu !== undefined || frame !== undefined)
        proxy?.distort((bytes, from) => {
          if (from === "client") return [bytes];
          return [pdu === undefined ? Buffer.from(frame ?? "", "hex") : answered(bytes, Buffer.from(pdu, "hex"))];
        });
    },
    stop: async () => {
      clearInterval(clock);
      await Promise.all([...proxies.values()].map((proxy) => proxy.close()));
      await device.stop();
    },
  };
};
