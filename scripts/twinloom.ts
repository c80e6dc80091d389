#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { TwinError } from "../models/errors/twin-error.ts";
import { dataCommand } from "./commands/data.ts";
import { evaluateCommand } from "./commands/evaluate.ts";
import { featuresCommand } from "./commands/features.ts";
import { historyCommand } from "./commands/history.ts";
import { modelsCommand } from "./commands/models.ts";
import { retrainCommand } from "./commands/retrain.ts";
import { startCommand } from "./commands/start.ts";
import { trainCommand } from "./commands/train.ts";
import { userCommand } from "./commands/user.ts";
import { packageRoot } from "./start/layout.ts";

/** Exit codes: 0 done, 1 failed with a coded reason, 2 wrong usage. */
const USAGE = 2;

const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"));
const program = new Command("twinloom")
  .description("Digital twins of machines, from a PLC tag to a maintenance decision")
  .version(version)
  .showHelpAfterError()
  .exitOverride((exit) => process.exit(exit.exitCode === 0 ? 0 : USAGE));

for (const add of [
  startCommand,
  userCommand,
  featuresCommand,
  trainCommand,
  evaluateCommand,
  dataCommand,
  historyCommand,
  modelsCommand,
  retrainCommand,
])
  add(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(
    `${error instanceof TwinError ? error.message : error instanceof Error ? error.stack : error}\n`,
  );
  process.exit(1);
}
