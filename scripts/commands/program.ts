import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { packageRoot } from "../start/layout.ts";
import { backtestCommand } from "./backtest.ts";
import { certificatesCommand } from "./certificates.ts";
import { dataCommand } from "./data.ts";
import { doctorCommand } from "./doctor.ts";
import { evaluateCommand } from "./evaluate.ts";
import { featuresCommand } from "./features.ts";
import { flowsCommand } from "./flows.ts";
import { historyCommand } from "./history.ts";
import { installCommand } from "./install.ts";
import { modelsCommand } from "./models.ts";
import { newCommand } from "./new.ts";
import { releaseCommand } from "./release.ts";
import { retrainCommand } from "./retrain.ts";
import { revisionsCommand } from "./revisions.ts";
import { rollbackCommand } from "./rollback.ts";
import { runCommand } from "./run.ts";
import { scaffoldCommand } from "./scaffold.ts";
import { shadowCommand } from "./shadow.ts";
import { startCommand } from "./start.ts";
import { storeCommands } from "./store.ts";
import { testCommand } from "./test.ts";
import { trainCommand } from "./train.ts";
import { userCommand } from "./user.ts";
import { whyCommand } from "./why.ts";

/** Exit code of wrong usage. */
const USAGE = 2;

/**
 * The one command line with all that is below it.
 *
 * @param exit called with 0 after help, with 2 after wrong usage
 */
export const makeProgram = (exit: (code: number) => void): Command => {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"));
  const program = new Command("twinloom")
    .description("Digital twins of machines, from a PLC tag to a maintenance decision")
    .version(version)
    .showHelpAfterError()
    .exitOverride(({ exitCode }) => exit(exitCode === 0 ? 0 : USAGE));
  const commands = [
    ...[startCommand, newCommand, userCommand, featuresCommand, trainCommand],
    ...[evaluateCommand, dataCommand, historyCommand, modelsCommand, retrainCommand, certificatesCommand],
    ...[doctorCommand, storeCommands, flowsCommand, revisionsCommand, whyCommand, runCommand, backtestCommand],
    ...[testCommand, scaffoldCommand],
    ...[releaseCommand, installCommand, rollbackCommand, shadowCommand],
  ];
  for (const add of commands) add(program);
  return program;
};
