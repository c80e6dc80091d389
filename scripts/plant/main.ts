import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { checkPorts } from "../start/ports.ts";
import { startModbusServer } from "./modbus-server.ts";
import { startMqttBroker } from "./mqtt-broker.ts";
import { startOpcuaServer } from "./opcua-server.ts";
import { type PlantOptions, readOptions } from "./options.ts";
import { createPlant } from "./plant.ts";
import { readPlant, writePlant } from "./plant-file.ts";
import { plantTime } from "./plant-time.ts";

const SAVE_EVERY_MS = 10_000;

/** The demo plant as a process of its own. Prints `{"ready":true,...}` when all its servers listen. */
const run = async (options: PlantOptions): Promise<void> => {
  const { host, ports } = options;
  await checkPorts([
    { what: "plant's OPC UA server", option: "--opcua-port", host, port: String(ports.opcua) },
    { what: "plant's Modbus server", option: "--modbus-port", host, port: String(ports.modbus) },
    { what: "plant's MQTT broker", option: "--mqtt-port", host, port: String(ports.mqtt) },
  ]);
  const kept = readPlant(options.stateFile);
  const plant = createPlant(kept?.seed ?? options.seed, options.startMs);
  if (kept) plant.restore(kept);
  const folder = mkdtempSync(join(tmpdir(), "twinloom-plant-"));
  const opcua = await startOpcuaServer(plant, "pump-1", host, ports.opcua, folder);
  const modbus = await startModbusServer(plant, "fan-1", host, ports.modbus);
  const mqtt = await startMqttBroker(plant, ["spindle-1", "extruder-1"], host, ports.mqtt);
  const timeAt = plantTime(plant.timeMs(), Date.now(), options.hoursPerSecond);

  const tick = (): void => {
    for (const scan of plant.advance(timeAt(Date.now()))) {
      if (scan.asset === "pump-1") opcua.show(scan);
      if (scan.asset === "fan-1") modbus.show(scan);
      mqtt.show(scan);
    }
  };
  const ticking = setInterval(tick, options.tickMs);
  const saving = setInterval(() => writePlant(options.stateFile, plant.memory()), SAVE_EVERY_MS);

  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    clearInterval(ticking);
    clearInterval(saving);
    writePlant(options.stateFile, plant.memory());
    await Promise.all([opcua.stop(), modbus.stop(), mqtt.stop()]);
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void end());
  if (options.withParent) process.stdin.resume().once("close", () => void end());
  console.log(JSON.stringify({ ready: true, ports, seed: options.seed, timeMs: plant.timeMs() }));
};

try {
  await run(readOptions(process.argv.slice(2), Date.now()));
} catch (error) {
  console.error(error instanceof TwinError ? error.message : error);
  process.exit(1);
}
