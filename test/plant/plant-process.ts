import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "../support/free-port.ts";

export interface PlantLine {
  readonly ready?: boolean;
  readonly event?: string;
  readonly asset?: string;
  readonly component?: string;
  readonly load?: string;
  readonly seed?: number;
  readonly timeMs?: number;
}

export interface PlantProcess {
  readonly child: ChildProcess;
  readonly ports: { readonly opcua: number; readonly modbus: number; readonly mqtt: number };
  /** Every JSON line that the plant printed, the first one included. */
  readonly lines: PlantLine[];
  stderr(): string;
  /** Ends it and resolves with its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const main = join(import.meta.dirname, "../../scripts/plant/main.ts");

/** A plant on these or on free ports, not waited for. */
export const spawnPlant = async (
  options: readonly string[] = [],
  given: Partial<PlantProcess["ports"]> = {},
): Promise<PlantProcess> => {
  const opcua = given.opcua ?? (await freePort());
  const modbus = given.modbus ?? (await freePort());
  const mqtt = given.mqtt ?? (await freePort());
  const ports = ["--opcua-port", opcua, "--modbus-port", modbus, "--mqtt-port", mqtt].map(String);
  const child = spawn(process.execPath, [main, ...ports, ...options], { stdio: ["pipe", "pipe", "pipe"] });
  const lines: PlantLine[] = [];
  let stderr = "";
  createInterface(child.stdout).on("line", (line) => lines.push(JSON.parse(line)));
  child.stderr.on("data", (chunk) => {
    stderr += String(chunk);
  });
  const stop = async (signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
    return child.exitCode;
  };
  return { child, ports: { opcua, modbus, mqtt }, lines, stderr: () => stderr, stop };
};

/** A plant that serves. */
export const startPlant = async (options: readonly string[] = []): Promise<PlantProcess> => {
  const plant = await spawnPlant(options);
  while (!plant.lines.some((line) => line.ready)) {
    if (plant.child.exitCode !== null) throw new Error(`the plant ended: ${plant.stderr()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return plant;
};
