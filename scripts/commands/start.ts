import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { TwinError } from "../../models/errors/twin-error.ts";
import { hostShadow } from "../shadow/host-shadow.ts";
import { announce } from "../start/announce.ts";
import { createChildren } from "../start/children.ts";
import { startErrors } from "../start/errors.ts";
import { prepareHome } from "../start/first-start.ts";
import { isStarted } from "../start/follow-parent.ts";
import { holdHome } from "../start/hold-home.ts";
import { isInstalled, packageRoot, sourceFile, twinloomHome } from "../start/layout.ts";
import { plantDefaults } from "../start/plant-defaults.ts";
import { checkPorts, type PortUse } from "../start/ports.ts";
import { retrainDaily } from "../start/retrain-daily.ts";
import { RUNTIME_ENV, RUNTIME_FLAGS } from "../start/runtime-flags.ts";
import { tlsFiles } from "../start/tls-files.ts";
import { untilListening } from "../start/until-listening.ts";

interface StartOptions {
  readonly host: string;
  readonly port: string;
  readonly plant: boolean;
  readonly home: string;
  readonly seed: string;
  readonly speed: string;
}

const ENVIRONMENT = `
By environment only:
  TWINLOOM_OPCUA_PORT, TWINLOOM_MODBUS_PORT, TWINLOOM_MQTT_PORT   the plant's ports (4840, 5020, 1884)
  TWINLOOM_TLS_KEY, TWINLOOM_TLS_CERT   PEM files: serve https
  TWINLOOM_CONTRIB   other palettes to load, of opcua,modbus
  TWINLOOM_LOG       warn, info (default), debug or trace`;

/** `twinloom start`: Node-RED with settings.ts, the demo plant beside it unless told otherwise. */
export const startCommand = (program: Command): void => {
  program
    .command("start")
    .description("start the editor, the operator pages and the demo plant")
    .option("--host <address>", "address to listen on (TWINLOOM_HOST)", process.env["TWINLOOM_HOST"] ?? "127.0.0.1")
    .option(
      "--port <port>",
      "port of editor and operator pages (TWINLOOM_PORT)",
      process.env["TWINLOOM_PORT"] ?? "1880",
    )
    .option(
      "--home <folder>",
      "where flows, users and data live (TWINLOOM_HOME)",
      (folder) => resolve(folder),
      twinloomHome(),
    )
    .option("--no-plant", "without the demo plant and its flow")
    .option(
      "--seed <number>",
      "seed of the demo plant (TWINLOOM_PLANT_SEED)",
      process.env["TWINLOOM_PLANT_SEED"] ?? "1",
    )
    .option(
      "--speed <hours>",
      "plant hours a second (TWINLOOM_PLANT_SPEED)",
      process.env["TWINLOOM_PLANT_SPEED"] ?? "1",
    )
    .addHelpText("after", ENVIRONMENT)
    .action(start);
};

const start = async (options: StartOptions): Promise<void> => {
  if (options.plant && isInstalled()) throw new TwinError(startErrors.noPlant);
  tlsFiles();
  const plantEnv = plantDefaults(process.env);
  const env = { ...plantEnv, TWINLOOM_HOST: options.host, TWINLOOM_PORT: options.port, TWINLOOM_HOME: options.home };
  await checkPorts(portUses(options, plantEnv));
  holdHome(options.home);
  const newUsers = prepareHome(options.home, packageRoot(), options.plant);

  const children = createChildren((error) => void end(1, error));
  const retraining = retrainDaily(options.home);
  const shadow = hostShadow(options.home, (message) => process.stderr.write(`${message}\n`));
  const end = async (code: number, error?: TwinError): Promise<void> => {
    if (error) process.stderr.write(`${error.message}\n`);
    retraining.stop();
    shadow.stop();
    await children.stop();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"] as const) process.on(signal, () => void end(0));

  if (options.plant) children.start("demo plant", plantArgs(options, plantEnv), env, "ignore");
  const red = join(dirname(createRequire(import.meta.url).resolve("node-red/package.json")), "red.js");
  const redArgs = [...RUNTIME_FLAGS, red, "-s", sourceFile("settings"), "-u", options.home];
  const runtime = children.start("Node-RED runtime", redArgs, { ...env, ...RUNTIME_ENV }, "inherit");
  runtime.on("message", (message) => {
    if (!isStarted(message)) return;
    void untilListening(options.host, Number(options.port)).then(() =>
      announce(options, plantEnv, newUsers, message.problem),
    );
  });
};

const plantArgs = (options: StartOptions, env: Readonly<Record<string, string>>): string[] => [
  sourceFile("scripts/plant/main"),
  "--with-parent",
  ...["--opcua-port", env["TWINLOOM_OPCUA_PORT"] ?? "", "--modbus-port", env["TWINLOOM_MODBUS_PORT"] ?? ""],
  ...["--mqtt-port", env["TWINLOOM_MQTT_PORT"] ?? "", "--seed", options.seed, "--hours-per-second", options.speed],
  ...["--state", join(options.home, "plant.json")],
];

const portUses = (options: StartOptions, env: Readonly<Record<string, string>>): readonly PortUse[] => [
  { what: "editor and the operator pages", option: "--port", host: options.host, port: options.port },
  ...(options.plant
    ? [
        { what: "plant's OPC UA server", option: "TWINLOOM_OPCUA_PORT", ...loopback(env["TWINLOOM_OPCUA_PORT"]) },
        { what: "plant's Modbus server", option: "TWINLOOM_MODBUS_PORT", ...loopback(env["TWINLOOM_MODBUS_PORT"]) },
        { what: "plant's MQTT broker", option: "TWINLOOM_MQTT_PORT", ...loopback(env["TWINLOOM_MQTT_PORT"]) },
      ]
    : []),
];

const loopback = (port = "") => ({ host: "127.0.0.1", port });
