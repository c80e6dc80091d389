import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { checkPorts } from "../start/ports.ts";
import { endWithParent } from "./end-with-parent.ts";
import { startModbusServer } from "./modbus-server.ts";
import { startMqttBroker } from "./mqtt-broker.ts";
import { startOpcuaServer } from "./opcua-server.ts";
import { type PlantOptions, readOptions } from "./options.ts";
import { createPlant } from "./plant.ts";
import { createPlantClock } from "./plant-clock.ts";
import { readPlant, writePlant } from "./plant-file.ts";

const SAVE_EVERY_MS = 10_000;

const say = (line: object): void => console.log(JSON.stringify(line));
const warn = (error: TwinError): void => console.error(error.message);

/**
 * The demo plant as a process of its own. Prints one JSON line `{"ready":true,...}` when all its servers listen, and then
 * one for each failure, maintenance and set input.
 */
const run = async (options: PlantOptions): Promise<void> => {
  const { host, ports } = options;
  await checkPorts([
    { what: "plant's OPC UA server", option: "--opcua-port", host, port: String(ports.opcua) },
    { what: "plant's Modbus server", option: "--modbus-port", host, port: String(ports.modbus) },
    { what: "plant's MQTT broker", option: "--mqtt-port", host, port: String(ports.mqtt) },
  ]);
  const kept = readPlant(options.stateFile, warn);
  const seed = kept?.seed ?? options.seed;
  const plant = createPlant(seed, options.startMs, say);
  if (kept) plant.restore(kept);
  const folder = mkdtempSync(join(tmpdir(), "twinloom-plant-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const opcua = await startOpcuaServer(plant, "pump-1", host, ports.opcua, folder);
  const modbus = await startModbusServer(plant, "fan-1", host, ports.modbus);
  const mqtt = await startMqttBroker(plant, ["spindle-1", "extruder-1"], host, ports.mqtt);

  const clock = createPlantClock(plant.timeMs(), Date.now(), options.hoursPerSecond);
  const tick = (): void => {
    const { untilMs, stepMs } = clock(Date.now());
    for (const scan of plant.advance(untilMs, stepMs)) {
      if (scan.asset === "pump-1") opcua.show(scan);
      if (scan.asset === "fan-1") modbus.show(scan);
      mqtt.show(scan);
    }
  };
  const timers = [
    setInterval(tick, options.tickMs),
    setInterval(() => writePlant(options.stateFile, plant.memory()), SAVE_EVERY_MS),
  ];

  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    for (const timer of timers) clearInterval(timer);
    writePlant(options.stateFile, plant.memory());
    await Promise.all([opcua.stop(), modbus.stop(), mqtt.stop()]);
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end());
  if (options.withParent) endWithParent(() => void end());
  say({ ready: true, ports, seed, timeMs: plant.timeMs() });
};

try {
  await run(readOptions(process.argv.slice(2), process.env, Date.now()));
} catch (error) {
  console.error(error instanceof TwinError ? error.message : error);
  process.exit(1);
}
