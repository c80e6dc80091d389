import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import modbus from "modbus-serial";
import { eventually } from "../support/eventually.ts";
import { type PlantProcess, startPlant } from "./plant-process.ts";

/** Of Debian's package mbpoll. */
const MBPOLL = "/usr/bin/mbpoll";
const CHANNELS = 7;
const SPEED_INPUT = 100;

const float32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatBE(value);
  return bytes;
};

describe("plant over Modbus TCP", () => {
  let plant: PlantProcess;
  const client = new modbus.default();

  const read = async () => {
    const { buffer } = await client.readHoldingRegisters(0, 2 * CHANNELS + 4);
    const values = Array.from({ length: CHANNELS }, (_, i) => buffer.readFloatBE(4 * i));
    return { values, timeMs: buffer.readDoubleBE(4 * CHANNELS) };
  };
  const readUntil = (holds: (values: number[]) => boolean) =>
    eventually(
      "the values",
      async () => {
        const answer = await read();
        return holds(answer.values) && answer;
      },
      read,
    );

  before(async () => {
    plant = await startPlant();
    await client.connectTCP("127.0.0.1", { port: plant.ports.modbus });
    client.setID(1);
    client.setTimeout(5000);
  });
  after(async () => {
    client.close(() => undefined);
    await plant?.stop();
  });

  it("is read by mbpoll, a client of another make, with the values that ours reads", async function () {
    if (!existsSync(MBPOLL)) {
      console.warn("      skipped: mbpoll is not installed (apt-get install mbpoll)");
      this.skip();
    }
    await readUntil(([speed = 0]) => Math.abs(speed - 1450) < 20);
    const args = [
      "-m",
      "tcp",
      "-p",
      String(plant.ports.modbus),
      "-a",
      "1",
      "-0",
      "-r",
      "0",
      "-c",
      "3",
      "-t",
      "4:float",
      "-B",
      "-1",
      "127.0.0.1",
    ];
    const { stdout } = await promisify(execFile)(MBPOLL, args);
    const [speed = 0, airflow = 0, current = 0] = [...stdout.matchAll(/^\[\d+\]:\s+(\S+)/gm)].map(([, number]) =>
      Number(number),
    );
    assert.ok(Math.abs(speed - 1450) < 20 && airflow > 15_000 && airflow < 25_000 && current > 15, stdout);
  });

  it("serves the fan as float32 with the high word first, and plant time as float64", async () => {
    const { values, timeMs } = await readUntil(([speed = 0]) => Math.abs(speed - 1450) < 20);
    const [, airflow = 0, current = 0, power = 0, winding = 0, ambient = 0] = values;
    assert.ok(airflow > 15_000 && airflow < 25_000 && current > 15 && power > 10, values.join(" "));
    assert.ok(winding > ambient && ambient > 10 && ambient < 40, values.join(" "));
    const daysBack = (Date.now() - timeMs) / 86_400_000;
    assert.ok(daysBack > 300 && daysBack < 366, `${daysBack} days back`);
  });

  it("obeys a written speed: the air flow falls in proportion", async () => {
    await client.writeRegisters(SPEED_INPUT, float32(725));
    await readUntil(([speed = 0, airflow = 0]) => Math.abs(speed - 725) < 20 && airflow < 12_000);
    assert.equal((await client.readHoldingRegisters(SPEED_INPUT, 2)).buffer.readFloatBE(), 725);
  });

  it("goes back to the plan when NaN is written", async () => {
    await client.writeRegisters(SPEED_INPUT, float32(Number.NaN));
    await readUntil(([speed = 0]) => Math.abs(speed - 1450) < 20);
  });

  it("refuses a value out of range, half a value and an address that is none", async () => {
    await assert.rejects(client.writeRegisters(SPEED_INPUT, float32(9000)), /illegal data value/i);
    await assert.rejects(client.writeRegister(SPEED_INPUT, 17_000), /illegal data value/i);
    await assert.rejects(client.readHoldingRegisters(50, 2), /illegal data address/i);
    await assert.rejects(client.writeRegisters(0, float32(1)), /illegal data address/i);
  });
});
