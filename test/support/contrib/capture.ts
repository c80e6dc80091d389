import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { connectAsync } from "mqtt";
import { startAsyncuaServer } from "../asyncua-server.ts";
import { freePort } from "../free-port.ts";
import { startMosquitto } from "../mosquitto.ts";
import { startNodeRed } from "../node-red.ts";
import { PATIENCE_MS } from "../patience.ts";
import { startPymodbusServer } from "../pymodbus-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { captureFlow } from "./capture-flow.ts";

/** One message as a node sent it: JSON with `$date`, `$typed`, `$bigint` and `$number` for what JSON has not. */
export interface Captured {
  /** Node, way and port, and the topic. */
  readonly name: string;
  readonly message: Readonly<Record<string, unknown>>;
}

export interface Capture {
  /** Of each package that a message is of. */
  readonly versions: Readonly<Record<string, string>>;
  readonly messages: readonly Captured[];
}

const PACKAGES = ["node-red", "node-red-contrib-opcua", "node-red-contrib-modbus"];
const LOOK_MS = 300;

/** The versions that are installed here; undefined where a palette is not. */
export const installedVersions = (): Readonly<Record<string, string>> | undefined => {
  const { resolve } = createRequire(import.meta.url);
  try {
    return Object.fromEntries(
      PACKAGES.map((name) => [name, JSON.parse(readFileSync(resolve(`${name}/package.json`), "utf8")).version]),
    );
  } catch {
    return undefined;
  }
};

/**
 * Runs the palettes in a real Node-RED at servers that share no code with them (asyncua, pymodbus, Mosquitto), and notes the first
 * message of each node, way and topic.
 *
 * @param enough whether all has come; asked again and again, for a minute at most
 * @returns what came in that time, sorted by name
 */
export const captureContrib = async (
  python: { readonly asyncua: string; readonly pymodbus: string },
  enough: (names: ReadonlySet<string>) => boolean,
): Promise<readonly Captured[]> => {
  const folder = temporaryFolder();
  const file = join(folder.path, "captured.jsonl");
  const [opcua, modbus, broker] = await Promise.all([
    startAsyncuaServer(python.asyncua, await freePort(), join(folder.path, "asyncua")),
    startPymodbusServer(python.pymodbus, "tcp"),
    startMosquitto(),
  ]);
  await opcua.set("temperature", 90, Date.now(), "BadSensorFailure");
  await opcua.set("odd", 2.5, Date.now(), "UncertainLastUsableValue");
  const ports = { opcua: opcua.port, modbus: modbus.port, mqtt: Number(new URL(broker.url).port) };
  const plant = await connectAsync(broker.url, { protocolVersion: 5 });
  const red = await startNodeRed({ settings: { nodesExcludes: [] }, flows: captureFlow(ports, file) });
  try {
    await plant.publishAsync("plant/pump-1/speed", "1480.5", { qos: 1, retain: true, properties: ALL_PROPERTIES });
    const deadline = Date.now() + PATIENCE_MS;
    const found = new Map<string, Captured>();
    while (Date.now() < deadline && !enough(new Set(found.keys()))) {
      await plant.publishAsync("plant/pump-1/telemetry", TELEMETRY, { qos: 1 });
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      for (const one of readCaptured(file)) if (!found.has(one.name)) found.set(one.name, one);
    }
    return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  } finally {
    await red.stop();
    await plant.endAsync(true);
    await Promise.all([opcua.kill(), modbus.kill(), broker.remove()]);
    folder.remove();
  }
};

/** All that MQTT 5 lets a publisher say (section 3.3.2.3). */
const ALL_PROPERTIES = {
  ...{ contentType: "text/plain", payloadFormatIndicator: true, messageExpiryInterval: 3600, responseTopic: "answers" },
  ...{ correlationData: Buffer.from("42"), userProperties: { line: "7" } },
};
const TELEMETRY = JSON.stringify({ time: Date.UTC(2026, 0, 1), values: { speed: 1480.5 } });

const readCaptured = (file: string): readonly Captured[] => {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  return whole
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const { from, message } = JSON.parse(line);
      return { name: typeof message.topic === "string" ? `${from}: ${message.topic}` : from, message };
    });
};
