import { resolve } from "node:path";
import type { Command } from "commander";
import { rollBackRelease } from "../release/roll-back.ts";
import { twinloomHome } from "../start/layout.ts";

/** `twinloom rollback`: back to what ran before the current release. */
export const rollbackCommand = (program: Command): void => {
  program
    .command("rollback")
    .description(
      "go back to the release before, or the flow before the first; a running `twinloom run` takes it over at once",
    )
    .option("--home <folder>", "home folder (TWINLOOM_HOME)", (folder) => resolve(folder), twinloomHome())
    .option("--json", "print one JSON object")
    .action(({ home, json }: { home: string; json?: boolean }) => {
      const { from, to } = rollBackRelease(home);
      process.stdout.write(
        json ? `${JSON.stringify({ from, to }, null, 2)}\n` : `${to.name} in place of ${from.name}\n`,
      );
    });
};
