import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { packageRoot } from "../start/layout.ts";

interface CommandModule {
  /** The commands that it adds. */
  readonly words: readonly string[];
  readonly load: () => Promise<(program: Command) => void>;
}

/** In the order of the help. */
export const commandModules: readonly CommandModule[] = [
  { words: ["start"], load: async () => (await import("./start.ts")).startCommand },
  { words: ["new"], load: async () => (await import("./new.ts")).newCommand },
  { words: ["user"], load: async () => (await import("./user.ts")).userCommand },
  { words: ["features"], load: async () => (await import("./features.ts")).featuresCommand },
  { words: ["train"], load: async () => (await import("./train.ts")).trainCommand },
  { words: ["evaluate"], load: async () => (await import("./evaluate.ts")).evaluateCommand },
  { words: ["data"], load: async () => (await import("./data.ts")).dataCommand },
  { words: ["history"], load: async () => (await import("./history.ts")).historyCommand },
  { words: ["models"], load: async () => (await import("./models.ts")).modelsCommand },
  { words: ["retrain"], load: async () => (await import("./retrain.ts")).retrainCommand },
  { words: ["certificates"], load: async () => (await import("./certificates.ts")).certificatesCommand },
  { words: ["doctor"], load: async () => (await import("./doctor.ts")).doctorCommand },
  { words: ["backup", "export", "import", "roll-up"], load: async () => (await import("./store.ts")).storeCommands },
  { words: ["flows"], load: async () => (await import("./flows.ts")).flowsCommand },
  { words: ["revisions"], load: async () => (await import("./revisions.ts")).revisionsCommand },
  { words: ["why"], load: async () => (await import("./why.ts")).whyCommand },
  { words: ["run"], load: async () => (await import("./run.ts")).runCommand },
  { words: ["backtest"], load: async () => (await import("./backtest.ts")).backtestCommand },
  { words: ["test"], load: async () => (await import("./test.ts")).testCommand },
  { words: ["scaffold"], load: async () => (await import("./scaffold.ts")).scaffoldCommand },
  { words: ["release"], load: async () => (await import("./release.ts")).releaseCommand },
  { words: ["install"], load: async () => (await import("./install.ts")).installCommand },
  { words: ["rollback"], load: async () => (await import("./rollback.ts")).rollbackCommand },
  { words: ["shadow"], load: async () => (await import("./shadow.ts")).shadowCommand },
];

/** Exit code of wrong usage. */
const USAGE = 2;

/**
 * The one command line: with the command that is asked for, or with all of them where help is wanted. A command that runs for years
 * beside a plant must not carry the code of the others.
 *
 * @param exit called with 0 after help, with 2 after wrong usage
 * @param args what the user has typed; none: all commands
 */
export const makeProgram = async (exit: (code: number) => void, args: readonly string[] = []): Promise<Command> => {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"));
  const program = new Command("twinloom")
    .description("Digital twins of machines, from a PLC tag to a maintenance decision")
    .version(version)
    .showHelpAfterError()
    .exitOverride(({ exitCode }) => exit(exitCode === 0 ? 0 : USAGE));
  const word = args.find((arg) => !arg.startsWith("-"));
  const asked = commandModules.filter(({ words }) => words.some((one) => one === word));
  for (const { load } of asked.length > 0 ? asked : commandModules) {
    const add = await load();
    add(program);
  }
  return program;
};
