import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { type Diagnosis, diagnose } from "../doctor/doctor.ts";
import type { Level } from "../doctor/finding.ts";
import { twinloomHome } from "../start/layout.ts";

interface Options {
  readonly userDir?: string;
  readonly home: string;
  readonly flow?: string;
  readonly json?: boolean;
}

const EXIT: Readonly<Record<Level, number>> = { ok: 0, warning: 1, error: 2 };
const MARK: Readonly<Record<Level, string>> = { ok: "ok     ", warning: "warning", error: "ERROR  " };

/** `twinloom doctor`: what is wrong with a configuration, and what to do. */
export const doctorCommand = (program: Command): void => {
  program
    .command("doctor")
    .description(
      "check a configuration: Node.js, environment, disk, secrets, ports, certificates, clocks, flow, OPC UA servers, store, models, releases",
    )
    .option("--user-dir <folder>", "the same as --home", (folder) => resolve(folder))
    .addOption(
      new Option("--home <folder>", "home folder (TWINLOOM_HOME)")
        .argParser((folder) => resolve(folder))
        .default(twinloomHome()),
    )
    .option("--flow <file>", "another flow than the one of the home folder", (file) => resolve(file))
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExit code: 0 all is well, 1 there are warnings, 2 there are errors. Nothing is changed.")
    .action(async ({ userDir, home, flow, json }: Options) => {
      const nodeVersion = process.versions.node;
      const place = { home: userDir ?? home, env: process.env, nowMs: Date.now(), nodeVersion };
      const diagnosis = await diagnose(place, flow);
      process.stdout.write(json ? `${JSON.stringify(diagnosis)}\n` : table(diagnosis));
      process.exitCode = EXIT[diagnosis.level];
    });
};

const table = ({ findings }: Diagnosis): string => {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const indent = " ".repeat(width + 11);
  return findings
    .map(({ check, level, what, todo }) => {
      const line = `${MARK[level]}  ${check.padEnd(width)}  ${what}\n`;
      return todo === undefined ? line : `${line}${indent}-> ${todo}\n`;
    })
    .join("");
};
