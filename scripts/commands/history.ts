import { resolve } from "node:path";
import type { Command } from "commander";
import { prepareFlow } from "../../models/backtest/prepare-flow.ts";
import { chosenHistory } from "../backtest/chosen-history.ts";
import { openHistory } from "../backtest/history.ts";
import { isoOf } from "../backtest/span.ts";
import { exportHistory } from "../datasets/history/export-history.ts";
import { progressBar } from "../datasets/progress-bar.ts";
import { recordHistory } from "../recording/record-history.ts";
import { flowNamed } from "../revisions/flow-named.ts";
import { twinloomHome } from "../start/layout.ts";
import { recordedStore } from "../store/recorded-store.ts";

interface RecordOptions {
  readonly home: string;
  readonly store?: string;
  readonly flow?: string;
  readonly from?: string;
  readonly to?: string;
  readonly asset: string[];
}

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
  history
    .command("record <file>")
    .description("a compact recording of what machines have measured, which twinloom backtest --recording reads")
    .option("--flow <flow>", "flow with the asset types: a file, or a revision; default: what was deployed last")
    .option("--from <time>", "first data time, such as 2026-05-01; default: the first there is")
    .option("--to <time>", "end of the data time; default: the last there is")
    .option(
      "--asset <name>",
      "this machine alone; may be given several times",
      (one, all: string[]) => [...all, one],
      [],
    )
    .option("--home <folder>", "home folder (TWINLOOM_HOME)", (folder) => resolve(folder), twinloomHome())
    .option("--store <file>", "file of the twin store; default: the one of the flow in the home folder")
    .action(record);
};

const record = async (file: string, { home, store, flow: which, from, to, asset }: RecordOptions): Promise<void> => {
  const flow = flowNamed(home, which);
  const history = openHistory({ home, store });
  const bar = progressBar("recording, %");
  try {
    const { machines, span } = await chosenHistory(history, [prepareFlow(flow)], { assets: asset, from, to });
    bar.begin(100);
    const { fromMs, toMs } = span;
    const told = (timeMs: number): void => bar.at(Math.round((100 * (timeMs - fromMs)) / (toMs - fromMs)));
    const counts = await recordHistory(history, flow, machines[0] ?? [], span, file, told);
    bar.end();
    const words = [counts.readings, counts.machines].map((count) => count.toLocaleString("en-US"));
    process.stdout.write(`${file}: ${words[0]} readings of ${words[1]} machines, ${isoOf(fromMs)} to ${isoOf(toMs)}\n`);
  } finally {
    bar.end();
    history.close();
  }
};
