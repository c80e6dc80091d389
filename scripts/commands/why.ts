import { resolve } from "node:path";
import type { Command } from "commander";
import { twinloomHome } from "../start/layout.ts";
import { recordedStore } from "../store/recorded-store.ts";

interface Options {
  readonly home: string;
  readonly store?: string;
  readonly json?: boolean;
}

/** `twinloom why WORK_ORDER`: what led to an order, and its forecast computed again. */
export const whyCommand = (program: Command): void => {
  program
    .command("why <order>")
    .description("what led to a work order: rule, forecast, flow, model and input; its forecast is computed again")
    .option("--home <folder>", "home folder (TWINLOOM_HOME)", (folder) => resolve(folder), twinloomHome())
    .option("--store <file>", "file of the twin store; default: the one of the flow in the home folder")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExit code 1 if the forecast, computed again, is another one.")
    .action(why);
};

const why = async (id: string, options: Options): Promise<void> => {
  // the model runner takes a second to load: only where it is needed
  const [{ traceOrder }, { whyText }] = await Promise.all([
    import("../why/trace-order.ts"),
    import("../why/why-text.ts"),
  ]);
  const { file, store } = recordedStore(options.home, options.store);
  try {
    const trace = await traceOrder(store, file, options.home, id);
    process.stdout.write(options.json ? `${JSON.stringify(trace, null, 2)}\n` : `${whyText(trace).join("\n")}\n`);
    if (trace.recomputed?.result === "different") process.exitCode = 1;
  } finally {
    store.close();
  }
};
