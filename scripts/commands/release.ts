import { basename, resolve } from "node:path";
import { type Command, Option } from "commander";
import { TwinError } from "../../models/errors/twin-error.ts";
import { releaseErrors } from "../../models/release/errors.ts";
import { isSecretName } from "../../models/release/plain-secrets.ts";
import { defaultKey, makeKey, readSigningKey } from "../release/keys.ts";
import { makeRelease } from "../release/make-release.ts";
import { findRevision, flowOf } from "../revisions/find-revision.ts";
import { readFlowFile } from "../revisions/running-flow.ts";
import { twinloomHome } from "../start/layout.ts";

interface Options {
  readonly home: string;
  readonly out?: string;
  readonly key?: string;
  readonly env: string[];
  readonly json?: boolean;
}

const all = (value: string, before: string[]): string[] => [...before, value];
const homeOption = (): Option =>
  new Option("--home <folder>", "home folder (TWINLOOM_HOME)")
    .argParser((folder) => resolve(folder))
    .default(twinloomHome());

/** `twinloom release [REVISION|FILE]`: one signed file of a flow and all that it decides with. */
export const releaseCommand = (program: Command): void => {
  const release = program
    .command("release [flow]")
    .description(
      "make one signed file of a flow, its models, versions and settings; a revision, its label, head, or a file",
    )
    .addOption(homeOption())
    .option(
      "--out <file>",
      "file to write, such as plant-1.4.0.twinloom; its name is the release's. Default: the revision's",
    )
    .addOption(
      new Option("--key <file>", "private key; default: release-key.pem in the home folder").env(
        "TWINLOOM_RELEASE_KEY",
      ),
    )
    .option("--env <NAME=VALUE>", "a variable that the flow runs with; no secret. May be given several times", all, [])
    .option("--json", "print one JSON object")
    .enablePositionalOptions()
    .action(make);
  release
    .command("key [file]")
    .description("make a key pair: FILE to sign with, FILE.pub to trust; default: release-key.pem in the home folder")
    .addOption(homeOption())
    .action((file: string | undefined, { home }: { home: string }) => {
      const made = resolve(file ?? defaultKey(home));
      process.stdout.write(`${makeKey(made)}: sign with ${made}, trust ${made}.pub\n`);
    });
};

const make = async (which: string | undefined, options: Options): Promise<void> => {
  const { home, json } = options;
  const settings = Object.fromEntries(options.env.map(settingOf));
  const key = readSigningKey(resolve(options.key ?? defaultKey(home)));
  const file = which?.endsWith(".json") ? resolve(which) : undefined;
  const revision = file === undefined ? findRevision(home, which ?? "head") : undefined;
  const flow = revision ? flowOf(home, revision) : readFlowFile(file ?? "");
  const out = resolve(options.out ?? `${revision?.id ?? basename(file ?? "", ".json")}.twinloom`);
  const name = basename(out).replace(/\.twinloom$/, "");
  const manifest = await makeRelease({ flow, revision, home, name, key, settings, out });
  if (json) {
    process.stdout.write(`${JSON.stringify({ file: out, manifest }, null, 2)}\n`);
    return;
  }
  const { requires, models, signer } = manifest;
  const asked = [...requires.variables, ...requires.secrets.map((one) => `${one.fields.join(", ")} of ${one.name}`)];
  const lines = [
    `${out}: flow ${manifest.flow.revision}, ${models.length} models, signed by ${signer}`,
    ...(asked.length > 0 ? [`the machine has to provide: ${asked.join("; ")}`] : []),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
};

const settingOf = (text: string): readonly [string, string] => {
  const [, name = "", value = ""] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
  const reason = name === "" ? "it is no NAME=VALUE" : isSecretName(name) ? "its name is that of a secret" : undefined;
  if (reason) throw new TwinError(releaseErrors.badSetting, { setting: name || text, reason });
  return [name, value];
};
