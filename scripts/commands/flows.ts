import { userInfo } from "node:os";
import { resolve } from "node:path";
import type { Command } from "commander";
import { atomicWrite } from "../revisions/atomic-write.ts";
import { commitFlow } from "../revisions/commit-flow.ts";
import { judgeFlow } from "../revisions/judge-deploy.ts";
import { keptFlow, readFlowFile } from "../revisions/running-flow.ts";
import { twinloomHome } from "../start/layout.ts";

interface Options {
  readonly home: string;
  readonly by: string;
  readonly message: string;
  readonly override: string;
}

/** `twinloom flows …`: the flow as one file of Node-RED, out of the revisions and into them. */
export const flowsCommand = (program: Command): void => {
  const flows = program.command("flows").description("the flow as one file that any Node-RED reads: export, import");
  flows
    .command("export [file]")
    .description("write the flow that was deployed last, without secrets; without a file it is printed")
    .option("--home <folder>", "home folder (TWINLOOM_HOME)", (folder) => resolve(folder), twinloomHome())
    .action(exportFlow);
  flows
    .command("import <file>")
    .description("make a flow file the next revision; a running Twinloom loads it at once")
    .option("--home <folder>", "home folder (TWINLOOM_HOME)", (folder) => resolve(folder), twinloomHome())
    .option("--by <name>", "who does it", userInfo().username)
    .option("--message <text>", "why, for the history", "")
    .option("--override <reason>", "import it in spite of failed checks; the reason is kept with the revision", "")
    .action(importFlow);
};

const exportFlow = (file: string | undefined, { home }: Options): void => {
  const text = `${JSON.stringify(keptFlow(home), null, 2)}\n`;
  if (file === undefined) process.stdout.write(text);
  else atomicWrite(resolve(file), text);
};

const importFlow = async (file: string, options: Options): Promise<void> => {
  const nodes = readFlowFile(resolve(file));
  const override = await judgeFlow(nodes, options.override);
  const author = {
    user: options.by,
    message: options.message || `Imported ${file}`,
    ...(override ? { override } : {}),
  };
  process.stdout.write(`revision ${commitFlow(options.home, nodes, author).id}\n`);
};
