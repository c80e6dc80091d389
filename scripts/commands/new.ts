import { userInfo } from "node:os";
import { resolve } from "node:path";
import type { Command } from "commander";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { addToFlow, offeredBy } from "../../models/templates/add-to-flow.ts";
import { checkParameters } from "../../models/templates/check-parameters.ts";
import { instantiate } from "../../models/templates/instantiate.ts";
import { textOf } from "../../models/templates/read-values.ts";
import type { Template } from "../../models/templates/template.ts";
import { templateNamed, templates } from "../../models/templates/templates.ts";
import { shellWords } from "../console/shell-words.ts";
import { atomicWrite } from "../revisions/atomic-write.ts";
import { commitFlow } from "../revisions/commit-flow.ts";
import { headOf } from "../revisions/history.ts";
import { judgeFlow } from "../revisions/judge-deploy.ts";
import { keptFlow } from "../revisions/running-flow.ts";
import { twinloomHome } from "../start/layout.ts";
import { leftAsItComes } from "../templates/left-as-it-comes.ts";
import { collectPair, readParameters } from "../templates/read-parameters.ts";
import { parameterTable, templateTable } from "../templates/template-text.ts";

interface Options {
  readonly template?: string;
  readonly asset?: string;
  readonly param?: readonly (readonly [string, string])[];
  readonly out?: string;
  readonly deploy?: boolean;
  readonly replace?: boolean;
  readonly list?: boolean;
  readonly json?: boolean;
  readonly home: string;
  readonly by: string;
  readonly message: string;
  readonly override: string;
}

/** `twinloom new`: a flow for a whole job, made from a template. */
export const newCommand = (program: Command): void => {
  program
    .command("new")
    .description(
      "make a flow for a whole job from a template: condition monitoring, diagnosis, remaining life, what if",
    )
    .option("--list", "the templates; with --template the parameters of that one")
    .option("--json", "with --list: print JSON")
    .option("--template <name>", "the template")
    .option("--asset <name>", "the machine, such as pump-7")
    .option("--param <name=value>", "a parameter; a table as @FILE.csv or JSON; may be repeated", collectPair)
    .option("--out <file>", "write the flow for the Import dialog; without --out and --deploy it is printed")
    .option("--deploy", "add it to the flow of the home folder; a running Twinloom loads it at once")
    .option("--replace", "with --deploy: in place of what templates have made for this asset before")
    .option("--home <folder>", "home folder (TWINLOOM_HOME)", (folder) => resolve(folder), twinloomHome())
    .option("--by <name>", "with --deploy: who does it", userInfo().username)
    .option("--message <text>", "with --deploy: why, for the history", "")
    .option("--override <reason>", "with --deploy: in spite of failed checks; the reason is kept with the revision", "")
    .action(async (options: Options, command: Command) => {
      if (options.list) return list(options);
      if (options.template === undefined) {
        return command.error("error: say which with --template NAME, or see them with --list", { exitCode: 2 });
      }
      const template = templateNamed(options.template);
      const pairs = [
        ...(options.asset === undefined ? [] : [["asset", options.asset] as const]),
        ...(options.param ?? []),
      ];
      const given = readParameters(template, pairs);
      // the first one ends the command, below
      const { problems } = checkParameters(template, given);
      for (const { message } of problems.slice(1)) process.stderr.write(`${message}\n`);
      if (options.deploy) await deploy(template, given, options);
      else write(template, instantiate(template, given), options.out, pairs);
      const left = leftAsItComes(template, given);
      if (options.asset !== undefined && left.length > 0 && (options.out !== undefined || options.deploy))
        process.stderr.write(
          `Not given, so as for the demo plant: ${left.join(", ")}. twinloom new --list --template ${template.name} explains each\n`,
        );
    });
};

const list = ({ template, json }: Options): void => {
  const one = template === undefined ? undefined : templateNamed(template);
  const text = one ? parameterTable(one) : templateTable(templates);
  process.stdout.write(json ? `${JSON.stringify(one ?? { templates }, null, 2)}\n` : text);
};

const labelOf = (flow: readonly FlowNode[]): string => String(flow.find(({ type }) => type === "tab")?.["label"] ?? "");

const write = (
  { name }: Template,
  flow: readonly FlowNode[],
  out: string | undefined,
  pairs: readonly (readonly [string, string])[],
): void => {
  const text = `${JSON.stringify(flow, null, 2)}\n`;
  if (out === undefined) process.stdout.write(text);
  else {
    atomicWrite(resolve(out), text);
    const parameters = pairs.flatMap(([parameter, value]) => ["--param", `${parameter}=${value}`]);
    const again = shellWords(["twinloom", "new", "--template", name, ...parameters, "--deploy"]);
    process.stderr.write(
      `${out}: ${flow.length} nodes, the tab "${labelOf(flow)}"\n` +
        `Next: in the editor, menu > Import > select a file; then Deploy. Or without the editor: ${again}\n`,
    );
  }
};

const deploy = async (
  template: Template,
  given: Readonly<Record<string, unknown>>,
  options: Options,
): Promise<void> => {
  const from = headOf(options.home);
  const before = keptFlow(options.home);
  const { values } = checkParameters(template, given);
  const asset = textOf(values, "asset");
  const offered = offeredBy(before, textOf(values, "storeFile"));
  const made = instantiate(template, { ...offered, ...given });
  const flow = addToFlow(before, made, asset, options.replace ?? false);
  const override = await judgeFlow(flow, options.override);
  const message = options.message || `${template.name} for ${asset}`;
  const author = { user: options.by, message, ...(override ? { override } : {}) };
  const { id } = commitFlow(options.home, flow, author, from === undefined ? {} : { from });
  const store = offered.store === undefined ? "a store of its own" : `the store ${offered.store} that is there`;
  const alone =
    before.length > 0 ? "" : "It is the whole flow of this home: the demo comes only to a home without one.\n";
  process.stdout.write(
    `revision ${id}: the tab "${labelOf(made)}" is in the flow, with ${store}\n` +
      "Next: see it in the editor (twinloom start); a running Twinloom has it now. twinloom revisions rollback takes it back.\n" +
      alone,
  );
};
