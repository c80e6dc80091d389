import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { freePort } from "../../test/support/free-port.ts";
import { plantDefaults } from "../start/plant-defaults.ts";

export interface RunningPlant {
  /** The plant's addresses, for the runtime that reads it. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** The demo plant in a process of its own, on free ports. @throws Error if it ends before it is ready */
export const startPlant = async (): Promise<RunningPlant> => {
  const env = plantDefaults({
    TWINLOOM_OPCUA_PORT: String(await freePort()),
    TWINLOOM_MODBUS_PORT: String(await freePort()),
    TWINLOOM_MQTT_PORT: String(await freePort()),
  });
  const main = join(import.meta.dirname, "../plant/main.ts");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main, "--with-parent"], {
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (text: Buffer) => {
      if (text.includes('"ready":true')) resolve();
    });
    child.once("exit", (code) => reject(new Error(`the plant ended with ${code}`)));
  });
  return {
    env,
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
    },
  };
};
