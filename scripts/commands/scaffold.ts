import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { assetTypes } from "../../models/assets/asset-types.ts";
import { OWN } from "../../models/scaffold/proposal.ts";
import { proposalTable } from "../../models/scaffold/proposal-table.ts";
import { propose } from "../../models/scaffold/propose.ts";
import { readProposal } from "../../models/scaffold/read-proposal.ts";
import { readTagList, type TagList } from "../../models/scaffold/read-tag-list.ts";
import { typeOfProposal } from "../../models/scaffold/type-of-proposal.ts";
import { shellWords } from "../console/shell-words.ts";
import { browseTags } from "../scaffold/browse-tags.ts";
import { flowOfProposal } from "../scaffold/flow-of-proposal.ts";
import { proposalSummary } from "../scaffold/proposal-summary.ts";
import { readText } from "../scaffold/read-text.ts";
import { twinloomHome } from "../start/layout.ts";

interface Options {
  readonly home: string;
  readonly asset?: string;
  readonly type?: string;
  readonly out?: string;
  readonly language: "en" | "de";
  readonly json?: boolean;
  readonly apply?: string;
  readonly opcua?: string;
  readonly user: string;
  readonly passwordFile?: string;
  readonly node?: string;
  readonly securityMode: string;
  readonly securityPolicy: string;
}

/** `twinloom scaffold`: from a tag list, or an OPC UA server, to a proposal of a twin; from a proposal to its flow. */
export const scaffoldCommand = (program: Command): void => {
  program
    .command("scaffold [tags]")
    .description(
      "propose asset type, channels and units for a tag list (CSV) or an OPC UA server, to be looked through",
    )
    .option("--asset <name>", "name of the machine")
    .addOption(new Option("--type <id>", "asset type, in place of the best").choices([...Object.keys(assetTypes), OWN]))
    .option("--out <file>", "write the proposal (.csv, .json), or the flow with --apply")
    .option("--json", "print one JSON object")
    .addOption(new Option("--language <code>", "of the reasons").choices(["en", "de"]).default("en"))
    .option("--apply <proposal>", "make a flow of a proposal that was looked through")
    .option("--opcua <endpoint>", "read the tags from opc.tcp://HOST:PORT")
    .option("--node <id>", "only what lies below this node, such as ns=2;s=pump-7")
    .option("--user <name>", "of the OPC UA server; the password is TWINLOOM_OPCUA_PASSWORD, or in --password-file", "")
    .option("--password-file <file>", "its first line is the password")
    .addOption(
      new Option("--security-mode <mode>", "of the connection to the OPC UA server")
        .choices(["None", "Sign", "SignAndEncrypt"])
        .default("None"),
    )
    .addOption(
      new Option("--security-policy <policy>", "of the connection to the OPC UA server")
        .choices(["None", "Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss"])
        .default("None"),
    )
    .option("--home <folder>", "home folder (TWINLOOM_HOME)", (folder) => resolve(folder), twinloomHome())
    .action(async (tags: string | undefined, options: Options, command: Command) => {
      const given = [tags, options.opcua].filter((one) => one !== undefined).length;
      if (options.apply === undefined && given !== 1)
        command.error("error: give one of a tag list, --opcua and --apply", { exitCode: 2 });
      if (options.apply !== undefined) return apply(options.apply, options);
      await proposeFrom(tags, options);
    });
};

const proposeFrom = async (file: string | undefined, options: Options): Promise<void> => {
  const list = file === undefined ? await browsed(options) : readTagList(readText(file), file);
  const { asset = "", type, out, language } = options;
  const proposal = propose(list, Object.values(assetTypes), {
    asset,
    language,
    ...(type === undefined ? {} : { type }),
  });
  const chosen = proposal.rows.some(({ use }) => use) ? typeOfProposal(proposal, assetTypes) : undefined;
  const json = `${JSON.stringify({ ...proposal, ...(chosen ? { assetType: chosen } : {}) }, null, 2)}\n`;
  if (out === undefined) {
    process.stdout.write(options.json ? json : proposalTable(proposal));
    return;
  }
  writeFileSync(out, out.endsWith(".json") ? json : proposalTable(proposal));
  process.stdout.write(
    options.json
      ? json
      : `${proposalSummary(proposal)}Look through ${out}, correct it, then: ${shellWords(applied(out, options))}\n`,
  );
};

/** What makes the flow of a proposal; of a server's tags one that reads them there. */
const applied = (out: string, { opcua, user }: Options): readonly string[] => [
  ...["twinloom", "scaffold", "--apply", out],
  ...(opcua === undefined ? [] : ["--opcua", opcua]),
  ...(user === "" ? [] : ["--user", user]),
  ...["--out", "flow.json"],
];

const browsed = ({ opcua = "", passwordFile, ...options }: Options): Promise<TagList> => {
  const password =
    passwordFile === undefined ? process.env["TWINLOOM_OPCUA_PASSWORD"] : readText(passwordFile).split(/\r?\n/)[0];
  const { user, home, node, securityMode, securityPolicy } = options;
  return browseTags({ endpoint: opcua, user, password: password ?? "", home, node, securityMode, securityPolicy });
};

const apply = (file: string, { out, opcua, user, asset }: Options): void => {
  const proposal = readProposal(readText(file), file);
  const server = opcua === undefined ? undefined : { endpoint: opcua, user };
  const flow = `${JSON.stringify(flowOfProposal({ ...proposal, asset: asset ?? proposal.asset }, server), null, 2)}\n`;
  if (out === undefined) process.stdout.write(flow);
  else {
    writeFileSync(out, flow);
    process.stdout.write(`${out}: import it in the editor (Ctrl-I)\n`);
  }
};
