#!/usr/bin/env node
import { makeProgram } from "./commands/program.ts";
import { endInFailure } from "./console/end-in-failure.ts";

// whoever reads the output has seen enough (`twinloom revisions show | head`)
process.stdout.on("error", (error) => process.exit("code" in error && error.code === "EPIPE" ? 0 : 1));

/** Exit codes: 0 done, 1 failed with a coded reason, 2 wrong usage. */
try {
  const program = await makeProgram(process.exit, process.argv.slice(2));
  await program.parseAsync();
} catch (error) {
  endInFailure(error);
}
