import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { progressBar } from "../datasets/progress-bar.ts";
import { twinloomHome } from "../start/layout.ts";
import { backUp } from "../store/back-up.ts";
import { configuredStore } from "../store/configured-store.ts";
import { exportStore } from "../store/export-store.ts";
import { importStore } from "../store/import-store.ts";
import { PRECISIONS } from "../store/read-export.ts";
import { rollUpStore } from "../store/roll-up-store.ts";

interface Options {
  readonly home: string;
  readonly store?: string;
  readonly json?: boolean;
}

/** `twinloom backup`, `export`, `import` and `roll-up`: what a store holds, copied, moved or made quick to read. */
export const storeCommands = (program: Command): void => {
  const add = (usage: string, description: string): Command =>
    program
      .command(usage)
      .description(description)
      .option("--home <folder>", "home folder (TWINLOOM_HOME)", (folder) => resolve(folder), twinloomHome())
      .option("--store <file>", "file of the twin store; default: the store of the flow in the home folder")
      .option("--json", "print one JSON object");

  add("backup <file>", "copy the store's file, also while Twinloom runs").action((file, options: Options) => {
    const done = backUp(fileOf(options), file);
    print(options, done, `${done.file}: ${megabytes(done.bytes)}, checked\n`);
  });

  add("export <file>", "write what the embedded store holds as line protocol; packed if the name ends in .gz")
    .option("--from <time>", "first time, as 2026-03-01 or 2026-03-01T06:00Z", timeMs, 0)
    .option("--to <time>", "time that is left out and all after it", timeMs, Number.MAX_SAFE_INTEGER)
    .option("--measurement <names...>", "only these: telemetry, features, health, forecast, waveforms", [])
    .option("--no-documents", "without twin states, forecasts, work orders and the model registry")
    .action(exportPoints);

  add("import <file>", "write an export, or any line protocol, to the store that the flow uses")
    .addOption(
      new Option("--precision <unit>", "of its times, unless it is an export of Twinloom")
        .choices(Object.keys(PRECISIONS))
        .default("ns"),
    )
    .addHelpText("after", MOVE)
    .action(importPoints);

  add("roll-up", "make the ten-minute roll-ups of what InfluxDB held before Twinloom wrote to it")
    .option("--again", "of all series, also of those that have them: after samples were deleted or written by others")
    .action(rollUp);
};

const MOVE = `
To move from the embedded store to InfluxDB: export, set the twin store to InfluxDB in the editor, deploy, import.
The same import again changes nothing: one that was interrupted is begun again.`;

type ExportOptions = Options & { from: number; to: number; measurement: readonly string[]; documents: boolean };

const exportPoints = async (target: string, options: ExportOptions): Promise<void> => {
  const { from: fromMs, to: toMs, measurement: measurements, documents } = options;
  const bar = progressBar("Series exported");
  try {
    const done = await exportStore({ store: fileOf(options), target, fromMs, toMs, measurements, documents }, bar);
    bar.end();
    print(options, done, `${done.file}: ${done.points} points, ${done.documents} documents\n`);
  } finally {
    bar.end();
  }
};

const importPoints = async (file: string, options: Options & { precision: string }): Promise<void> => {
  const bar = progressBar("Bytes imported");
  try {
    const done = await importStore(file, options.precision, configuredStore(options.home, options.store), bar);
    bar.end();
    print(options, done, `${done.to}: ${done.points} points, ${done.documents} documents\n`);
    if (done.refused === 0) return;
    process.stderr.write(`${done.refused} points were refused, the first of them: ${done.reason}\n`);
    process.exitCode = 1;
  } finally {
    bar.end();
  }
};

const rollUp = async (options: Options & { again?: boolean }): Promise<void> => {
  const bar = progressBar("Days rolled up");
  try {
    const store = configuredStore(options.home, options.store);
    const done = await rollUpStore(store, options.again === true, bar);
    bar.end();
    const text = store.remote
      ? `${store.remote.url}: ${done.rollUps} roll-ups of ${done.series} series\n`
      : `${store.file}: the embedded store has made its own\n`;
    print(options, done, text);
  } finally {
    bar.end();
  }
};

const fileOf = ({ home, store }: Options): string => configuredStore(home, store).file;

const print = ({ json }: Options, object: unknown, text: string): void => {
  process.stdout.write(json ? `${JSON.stringify(object)}\n` : text);
};

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const timeMs = (text: string): number => {
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new InvalidArgumentError("Give a date, as 2026-03-01, or a time, as 2026-03-01T06:00Z.");
  return time;
};
