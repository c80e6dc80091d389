import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { TwinError } from "../../models/errors/twin-error.ts";
import { eachLine } from "../edge/each-line.ts";
import { edgeErrors } from "../edge/errors.ts";
import { keepRunning } from "../edge/keep-running.ts";
import { outliveReader } from "../edge/outlive-reader.ts";
import { prepareApart } from "../edge/prepare-apart.ts";
import { type Supervision, supervise } from "../edge/supervise.ts";
import { ERROR_LEVEL, tell } from "../edge/tell.ts";
import { settingsOf } from "../release/settings-of.ts";
import { readOrMakeSecret } from "../security/secret.ts";
import { hostShadow } from "../shadow/host-shadow.ts";
import { MOST_SECONDS, wrongVariables } from "../start/environment.ts";
import { holdHome } from "../start/hold-home.ts";
import { sourceFile, twinloomHome } from "../start/layout.ts";
import { RUNTIME_ENV, RUNTIME_FLAGS } from "../start/runtime-flags.ts";
import { tlsFiles } from "../start/tls-files.ts";

interface RunOptions {
  readonly home: string;
  readonly host: string;
  readonly port: string;
  readonly healthHost: string;
  readonly healthPort: string;
  readonly drain: string;
  readonly watchdog: string;
  readonly override: string;
  readonly trust?: string;
}

/** The others are options too, which tell of themselves. */
const BY_ENVIRONMENT_ONLY = new Set(["TWINLOOM_LOG", "TWINLOOM_SHADOW_NICE"]);

const ENVIRONMENT = `
By environment only:
  TWINLOOM_TLS_KEY, TWINLOOM_TLS_CERT   PEM files: serve https, the pages and the health addresses
  TWINLOOM_LOG       fatal, error, warn, info (default), debug or trace; one JSON object a line on stdout
  TWINLOOM_SHADOW_NICE   how far a flow in shadow gives way to others, 0 to 19 (10)
  and whatever the flow's settings name as \${NAME}`;

/** `twinloom run [FLOW|RELEASE]`: a flow without an editor, for an edge box. */
export const runCommand = (program: Command): void => {
  const option = (flags: string, description: string, variable: string, otherwise: string): Option =>
    new Option(flags, description).env(variable).default(otherwise);
  program
    .command("run [file]")
    .description("run a flow file, a release, or what was installed or deployed last, without an editor")
    .addOption(
      option("--home <folder>", "where flow, secrets and data live", "TWINLOOM_HOME", twinloomHome()).argParser(
        (folder) => resolve(folder),
      ),
    )
    .addOption(option("--host <address>", "address of the flow's own pages", "TWINLOOM_HOST", "127.0.0.1"))
    .addOption(option("--port <port>", "port of the flow's own pages, if it has any", "TWINLOOM_PORT", "1880"))
    .addOption(
      option("--health-host <address>", "address of /healthz, /readyz, /metrics", "TWINLOOM_HEALTH_HOST", "127.0.0.1"),
    )
    .addOption(option("--health-port <port>", "port of /healthz, /readyz, /metrics", "TWINLOOM_HEALTH_PORT", "1881"))
    .addOption(option("--drain <seconds>", "time to come to an end at a stop", "TWINLOOM_DRAIN_SECONDS", "20"))
    .addOption(
      option(
        "--watchdog <seconds>",
        "start again after so long without a sign of life; 0: never",
        "TWINLOOM_WATCHDOG_SECONDS",
        "30",
      ),
    )
    .option("--override <reason>", "run the file in spite of failed checks; the reason is kept with the revision", "")
    .option("--trust <key>", "public key of who signed the release, to be trusted from now on", (file) => resolve(file))
    .addHelpText("after", ENVIRONMENT)
    .action(run);
};

const run = async (file: string | undefined, options: RunOptions): Promise<void> => {
  const drainSeconds = secondsOf("--drain", options.drain, 1);
  const watchdogSeconds = secondsOf("--watchdog", options.watchdog, 0);
  refuseBadEnvironment();
  tlsFiles();
  outliveReader();
  const { home } = options;
  holdHome(home);
  readOrMakeSecret(join(home, "credential-secret"));
  const taken = await prepareApart({ ...options, ...(file === undefined ? {} : { file }) });
  if (typeof taken === "number") process.exit(taken);

  const begin = (): Supervision =>
    supervise({
      start: () => {
        const child = startRuntime(options);
        if (child.stderr) eachLine(child.stderr, (line) => tell(line, ERROR_LEVEL));
        return child;
      },
      watchdogSeconds,
      drainSeconds,
      refuse: (problem) => {
        const [, types = problem] = /^missing-types (.*)/.exec(problem) ?? [];
        return new TwinError(edgeErrors.missingTypes, { types: types.replaceAll(" ", ", "), home });
      },
      tell: (error) => tell(error, ERROR_LEVEL),
    });
  const shadow = hostShadow(home, (message) => tell(message, ERROR_LEVEL));
  const { stop, ended } = keepRunning(home, begin, tell, taken);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  process.exit(await ended.finally(shadow.stop));
};

const startRuntime = (options: RunOptions) => {
  const red = join(dirname(createRequire(import.meta.url).resolve("node-red/package.json")), "red.js");
  const args = [...RUNTIME_FLAGS, red, "-s", sourceFile("scripts/edge/settings"), "-u", options.home];
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    env: {
      ...settingsOf(options.home),
      ...process.env,
      ...RUNTIME_ENV,
      TWINLOOM_HOME: options.home,
      TWINLOOM_HOST: options.host,
      TWINLOOM_PORT: options.port,
      TWINLOOM_HEALTH_HOST: options.healthHost,
      TWINLOOM_HEALTH_PORT: options.healthPort,
      TWINLOOM_DRAIN_SECONDS: options.drain,
    },
    // the channel tells the runtime that this process is gone, even after kill -9
    stdio: ["ignore", "inherit", "pipe", "ipc"],
    // a terminal's Ctrl-C goes to the whole group: the runtime is told by this process alone, once
    detached: true,
  });
};

const refuseBadEnvironment = (): void => {
  const [wrong] = wrongVariables(process.env).filter(({ name }) => BY_ENVIRONMENT_ONLY.has(name));
  if (wrong) throw new TwinError(edgeErrors.badVariable, { ...wrong });
};

const secondsOf = (option: string, value: string, from: number): number => {
  const seconds = Number(value);
  if (value.trim() !== "" && seconds >= from && seconds <= MOST_SECONDS) return seconds;
  throw new TwinError(edgeErrors.badNumber, { option, value, from, to: MOST_SECONDS });
};
