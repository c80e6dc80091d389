import { userInfo } from "node:os";
import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { openRecorded } from "../../nodes/store/embedded/open-recorded.ts";
import { storeFile } from "../models/store-file.ts";
import { retrainText } from "../retrain/retrain-text.ts";
import { twinloomHome } from "../start/layout.ts";

/** With fewer than three, what each was like is chance. */
const LEAST = 3;

interface RetrainOptions {
  readonly assetType: string;
  readonly component: string;
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
  program
    .command("retrain")
    .description("a new candidate from the confirmed failures in the store and what the champion was trained on")
    .requiredOption("--asset-type <id>", "a shipped one, or the JSON file of your own")
    .requiredOption("--component <id>", "whose model")
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
    .action(retrainOne);
};

const retrainOne = async (options: RetrainOptions): Promise<void> => {
  const { retrain } = await import("../retrain/retrain.ts");
  const file = options.store ?? storeFile(options.home);
  const store = openRecorded(file);
  try {
    const author = { by: options.by, reason: options.reason, nowMs: Date.now(), source: `command-${process.pid}` };
    const found = await retrain({ ...options, store, file, author });
    process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : retrainText(found));
  } finally {
    store.close();
  }
};
