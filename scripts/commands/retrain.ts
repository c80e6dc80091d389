import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { RetrainRun } from "../../models/registry/retrain-run.ts";
import type { Recorded } from "../../nodes/store/embedded/open-recorded.ts";
import { storeFile } from "../models/store-file.ts";
import { retrainText } from "../retrain/retrain-text.ts";
import { twinloomHome } from "../start/layout.ts";
import { recordedStore } from "../store/recorded-store.ts";

/** With fewer than three, what each was like is chance. */
const LEAST = 3;

interface RetrainOptions {
  readonly assetType?: string;
  readonly component?: string;
  readonly due?: boolean;
  readonly home: string;
  readonly store?: string;
  readonly least: number;
  readonly by: string;
  readonly reason: string;
  readonly json?: boolean;
}

const count = (text: string): number => {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give a whole number from 1 to 9999.");
};

/** `twinloom retrain` */
export const retrainCommand = (program: Command): void => {
  const command = program
    .command("retrain")
    .description("a new candidate from the confirmed failures in the store and what the champion was trained on")
    .option("--asset-type <id>", "a shipped one, or the JSON file of your own")
    .option("--component <id>", "whose model")
    .addOption(
      new Option("--due", "instead of one: all that are due by the plan (twinloom models retraining)").conflicts([
        ...["assetType", "component", "least"],
      ]),
    )
    .option("--home <folder>", "home folder (TWINLOOM_HOME)", (folder) => resolve(folder), twinloomHome())
    .option("--store <file>", "file of the twin store; default: the one of the flow in the home folder")
    .addOption(
      new Option("--least <number>", "confirmed failures that the champion does not know")
        .default(LEAST)
        .argParser(count),
    )
    .addOption(new Option("--by <name>", "who decides").default(userInfo().username))
    .option("--reason <text>", "why, for the audit trail", "")
    .option("--json", "print one JSON object")
    .addHelpText("after", SCHEDULE)
    .action((options: RetrainOptions) => {
      const { assetType, component } = options;
      if (options.due) return retrainAll(options);
      if (assetType && component) return retrainOne(options, assetType, component);
      return command.error("error: give --asset-type <id> and --component <id>, or --due");
    });
};

const SCHEDULE = `
\`twinloom start\` looks once a day for what is due. Where Node-RED is started by other means, let cron or a systemd timer do it:
  17 3 * * *  twinloom retrain --due --home FOLDER
A candidate is never promoted by itself.`;

const withStore = async (options: RetrainOptions, action: (store: Recorded, file: string) => Promise<void>) => {
  const { file, store } = recordedStore(options.home, options.store);
  try {
    await action(store, file);
  } finally {
    store.close();
  }
};

const retrainOne = async (options: RetrainOptions, assetType: string, component: string): Promise<void> => {
  const { retrain } = await import("../retrain/retrain.ts");
  const author = { by: options.by, reason: options.reason, nowMs: Date.now(), source: `command-${process.pid}` };
  await withStore(options, async (store, file) => {
    const found = await retrain({ ...options, store, file, assetType, component, author });
    process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : retrainText(found));
  });
};

/** A store that nobody has begun yet has nothing that is due. */
const retrainAll = async (options: RetrainOptions): Promise<void> => {
  if (!options.store && !existsSync(storeFile(options.home))) return;
  const { retrainDue } = await import("../retrain/retrain-due.ts");
  await withStore(options, async (store, file) => {
    const runs = await retrainDue({ store, file, home: options.home, nowMs: Date.now });
    process.stdout.write(options.json ? `${JSON.stringify({ runs })}\n` : runs.filter(isNews).map(runText).join(""));
    if (runs.some(({ state }) => state === "failed")) process.exitCode = 1;
  });
};

/** Cron sends a letter for every line: that nothing was to be done is told by `twinloom models retraining`. */
const isNews = ({ state }: RetrainRun): boolean => state === "candidate" || state === "failed";

const runText = ({ subject, state, hash, reason }: RetrainRun): string =>
  `${subject}: ${state === "candidate" ? `new candidate ${hash?.slice(0, 12)}` : reason}\n`;
