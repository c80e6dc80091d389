import modbusSerial from "modbus-serial";
import { systemClock } from "../../nodes/kit/clock.ts";
import { openModbus } from "../../nodes/sensor-source/modbus/modbus-link.ts";
import type { Figure, SectionOptions, SectionResult } from "./figure.ts";
import { median } from "./median.ts";
import { POLL_MS, pollGapP99, UNITS } from "./modbus-gaps.ts";
import { startModbusResponder } from "./modbus-responder.ts";

const REGISTERS = 100;

const ratePerSecond = async (read: () => Promise<unknown>, forMs: number): Promise<number> => {
  const began = performance.now();
  let reads = 0;
  for (; performance.now() - began < forMs; reads++) await read();
  return (reads * 1000) / (performance.now() - began);
};

/** Polls of 100 registers one after another over one connection, by turns with modbus-serial. */
const benchPolls = async (rounds: number, forMs: number): Promise<Figure> => {
  const responder = await startModbusResponder(() => false);
  const settings = { modbusHost: "127.0.0.1", modbusPort: responder.port, modbusTimeoutMs: 5000 };
  const link = await openModbus({ ...settings, modbusFraming: "tcp" }, systemClock);
  const other = new modbusSerial.default();
  await other.connectTCP("127.0.0.1", { port: responder.port });
  other.setID(1);
  const rates: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  const request = { unitId: 1, table: "holding", address: 0, length: REGISTERS } as const;
  for (let round = 0; round < rounds; round++) {
    rates.ours.push(await ratePerSecond(() => link.read(request), forMs));
    rates.theirs.push(await ratePerSecond(() => other.readHoldingRegisters(0, REGISTERS), forMs));
  }
  link.close();
  other.destroy(() => undefined);
  await responder.close();
  const [value, theirs] = [median(rates.ours), median(rates.theirs)];
  const against = { name: "modbus-serial", value: theirs };
  return { name: `Polls of ${REGISTERS} registers`, value, unit: "polls/s", against, ratio: value / theirs };
};

const benchDead = async (apart: boolean, rounds: number, forMs: number): Promise<Figure> => {
  const alive: number[] = [];
  const dead: number[] = [];
  for (let round = 0; round < rounds; round++) {
    alive.push(await pollGapP99(apart, false, forMs));
    dead.push(await pollGapP99(apart, true, forMs));
  }
  const where = apart ? "each with a connection of its own" : "behind one gateway";
  const against = { name: "all alive", value: median(alive) };
  return {
    name: `One dead of ${UNITS} units, ${where}: time between two polls of the others, p99`,
    ...{ value: median(dead), unit: "ms", against, ratio: median(dead) / against.value },
    target: { of: "ratio", atMost: 1.1 },
  };
};

/** What the Modbus client reads, and what a dead device costs the others. */
export const benchModbus = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  const rounds = quick ? 1 : 5;
  const forMs = quick ? 1500 : 5000;
  return {
    figures: [
      await benchPolls(rounds, quick ? 500 : 2000),
      await benchDead(true, rounds, forMs),
      await benchDead(false, rounds, forMs),
    ],
    notes: [
      `Over loopback, client and server in one process. Units are polled every ${POLL_MS} ms; the time between two polls is as the device sees it.`,
      "The median of runs by turns, each begun after the dead unit was first found silent. The gateway takes several connections and does not itself wait for a dead unit; where it does, only the growing pauses help.",
    ],
  };
};
