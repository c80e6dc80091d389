#!/usr/bin/env node
import { TwinError } from "../models/errors/twin-error.ts";
import { makeProgram } from "./commands/program.ts";

/** Exit codes: 0 done, 1 failed with a coded reason, 2 wrong usage. */
try {
  await makeProgram(process.exit).parseAsync();
} catch (error) {
  process.stderr.write(
    `${error instanceof TwinError ? error.message : error instanceof Error ? error.stack : error}\n`,
  );
  process.exit(1);
}
