import { resolve } from "node:path";
import type { Command } from "commander";
import { exportHistory } from "../datasets/history/export-history.ts";
import { twinloomHome } from "../start/layout.ts";
import { recordedStore } from "../store/recorded-store.ts";

interface ExportOptions {
  readonly home: string;
  readonly store?: string;
  readonly assetType: string;
  readonly component: string;
  readonly out: string;
  readonly json?: boolean;
}

/** `twinloom history export`: what the plant itself has learned about how long its components live. */
export const historyCommand = (program: Command): void => {
  const history = program
    .command("history")
    .description("the lives that work orders have ended, with their measurements");
  history
    .command("export")
    .description("lives.csv and steps.csv: each ended life of a component, labelled by what was found")
    .requiredOption("--asset-type <id>", "a shipped one, or the JSON file of your own")
    .requiredOption("--component <id>", "whose lives")
    .requiredOption("--out <folder>", "gets lives.csv and steps.csv")
    .option("--home <folder>", "home folder (TWINLOOM_HOME)", (folder) => resolve(folder), twinloomHome())
    .option("--store <file>", "file of the twin store; default: the one of the flow in the home folder")
    .option("--json", "print one JSON object")
    .action(async (options: ExportOptions) => {
      const recorded = recordedStore(options.home, options.store);
      const found = await exportHistory(recorded, options.assetType, options.component, options.out).finally(() =>
        recorded.store.close(),
      );
      const { failed, censored, steps } = found;
      process.stdout.write(
        options.json
          ? `${JSON.stringify(found)}\n`
          : `${options.out}: ${failed} lives to a confirmed failure, ${censored} cut off before one, ${steps} steps\n`,
      );
    });
};
