import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { LIMITED, type Limit, limitText, passedLimits, readLimit } from "../../models/backtest/limits.ts";
import { prepareFlow } from "../../models/backtest/prepare-flow.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { backtest } from "../backtest/backtest.ts";
import { backtestPage } from "../backtest/backtest-page.ts";
import { backtestText, namedLines } from "../backtest/backtest-text.ts";
import { backtestErrors } from "../backtest/errors.ts";
import { wholeNumber } from "../console/whole-number.ts";
import { progressBar } from "../datasets/progress-bar.ts";
import { flowNamed } from "../revisions/flow-named.ts";
import { twinloomHome } from "../start/layout.ts";

interface Options {
  readonly home: string;
  readonly store?: string;
  readonly recording?: string;
  readonly from?: string;
  readonly to?: string;
  readonly against?: string;
  readonly asset: string[];
  readonly limit: string[];
  readonly jobs?: number;
  readonly page?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

const EXAMPLES = `
A flow is a file of Node-RED (.json), or a revision of the home folder: its id, the beginning of it, its label, or head.
  twinloom backtest head --from 2026-05-01 --to 2026-08-01
  twinloom backtest new-flow.json --against head --limit orders=5% --limit missed=0 --page diff.html

Nothing acts: stores write to a file of the run's own, and what would reach out of the flow is silent and named.
Exit code 1 where a limit is passed: each is a number of ${LIMITED.join(", ")}.`;

const all = (value: string, before: string[]): string[] => [...before, value];

/** `twinloom backtest FLOW`: what a flow decides on history, and what it decides otherwise than another. */
export const backtestCommand = (program: Command): void => {
  program
    .command("backtest [flow]")
    .description("run a flow on recorded history; without one, what was deployed last")
    .option("--from <time>", "first data time, such as 2026-05-01; default: the first there is")
    .option("--to <time>", "end of the data time; default: the last there is")
    .option("--against <flow>", "the flow to compare with")
    .option("--asset <name>", "this machine alone; may be given several times", all, [])
    .option("--limit <limit>", "how much a number may grow against the other flow, such as orders=5%", all, [])
    .option("--strict", "refuse nodes that may give something else another time")
    .option("--home <folder>", "home folder (TWINLOOM_HOME)", (folder) => resolve(folder), twinloomHome())
    .option(
      "--store <file>",
      "file of the twin store with the history; default: the store of the flow in the home folder",
    )
    .option("--recording <file>", "recording with the numbers, as twinloom history record writes it")
    .option("--jobs <number>", "processes at once; default: one for each core", wholeNumber(1))
    .option("--page <file>", "write a page with pictures")
    .option("--json", "print one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(run);
};

const run = async (which: string | undefined, options: Options): Promise<void> => {
  const { home, store, recording, from, to, asset: assets, jobs } = options;
  const limits = options.limit.map(limitOf);
  if (limits.length > 0 && options.against === undefined) throw new TwinError(backtestErrors.limitOfNothing);
  const flow = flowNamed(home, which);
  const against = options.against === undefined ? undefined : flowNamed(home, options.against);
  nameDoubts([flow, ...(against ? [against] : [])], options.strict === true);
  const bar = progressBar("backtest, %");
  bar.begin(100);
  const plan = { flow, ...(against ? { against } : {}), store, home, recording, from, to, assets, jobs };
  const result = await backtest(plan, (share) => bar.at(Math.round(100 * share))).finally(bar.end);
  const passed = result.before ? passedLimits(limits, result.before.summary, result.after.summary) : [];
  if (options.page) writeFileSync(options.page, backtestPage(result, passed));
  process.stdout.write(options.json ? `${JSON.stringify({ ...result, passed })}\n` : backtestText(result, passed));
  for (const { limit, before, after } of passed.slice(0, 1)) {
    throw new TwinError(backtestErrors.limitPassed, { name: limit.name, before, after, limit: limitText(limit) });
  }
};

const limitOf = (text: string): Limit => {
  const limit = readLimit(text);
  if (limit) return limit;
  throw new TwinError(backtestErrors.badLimit, { limit: text, names: LIMITED.join(", ") });
};

/** On standard error, so that what is piped stays clean. */
const nameDoubts = (flows: readonly (readonly FlowNode[])[], strict: boolean): void => {
  const doubts = [...new Map(flows.flatMap((flow) => prepareFlow(flow).doubts.map((one) => [one.id, one]))).values()];
  if (doubts.length === 0) return;
  if (!strict) {
    process.stderr.write(`${namedLines("may give something else another time", doubts).join("\n")}\n`);
    return;
  }
  const nodes = doubts.map(({ name, id, reason }) => `${name || id} (${reason})`).join(", ");
  throw new TwinError(backtestErrors.notDeterministic, { count: doubts.length, nodes });
};
