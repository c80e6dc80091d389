#!/usr/bin/env node
import { TwinError } from "../models/errors/twin-error.ts";
import { makeProgram } from "./commands/program.ts";

/** What the file system says ("EACCES: permission denied, open …") needs no stack; a fault of ours does. */
const isToldInFull = (error: Error): boolean => error instanceof TwinError || ("syscall" in error && "path" in error);

// whoever reads the output has seen enough (`twinloom revisions show | head`)
process.stdout.on("error", (error) => process.exit("code" in error && error.code === "EPIPE" ? 0 : 1));

/** Exit codes: 0 done, 1 failed with a coded reason, 2 wrong usage. */
try {
  await makeProgram(process.exit).parseAsync();
} catch (error) {
  const said = error instanceof Error ? (isToldInFull(error) ? error.message : error.stack) : error;
  process.stderr.write(`${said}\n`);
  process.exit(1);
}
