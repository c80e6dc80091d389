import { resolve } from "node:path";
import type { Command } from "commander";
import { installRelease } from "../release/install-release.ts";
import { twinloomHome } from "../start/layout.ts";

interface Options {
  readonly home: string;
  readonly trust?: string;
  readonly json?: boolean;
}

/** `twinloom install FILE`: checks a release and puts it beside the one that runs. */
export const installCommand = (program: Command): void => {
  program
    .command("install <release>")
    .description(
      "check a release and make it the one to run; needs no network. A running `twinloom run` takes it over at once",
    )
    .option("--home <folder>", "home folder (TWINLOOM_HOME)", (folder) => resolve(folder), twinloomHome())
    .option("--trust <key>", "public key of who signed it, to be trusted from now on", (file) => resolve(file))
    .option("--json", "print one JSON object")
    .action(install);
};

const install = async (file: string, { home, trust, json }: Options): Promise<void> => {
  const { id, manifest, previous, again } = await installRelease(resolve(file), home, trust);
  if (json) {
    process.stdout.write(`${JSON.stringify({ id, again, previous, manifest }, null, 2)}\n`);
    return;
  }
  const { variables, secrets } = manifest.requires;
  const unset = variables.filter((name) => process.env[name] === undefined);
  const lines = [
    `${manifest.name} (${id}) is the one to run${again ? ", as before" : ""}${previous ? `; before it: ${previous.name}` : ""}`,
    `flow ${manifest.flow.revision}, ${manifest.models.length} models, signed by ${manifest.signer}`,
    ...(unset.length > 0 ? [`to be set on this machine: ${unset.join(", ")}`] : []),
    ...secrets.map(({ name, fields }) => `to be entered on this machine: ${fields.join(", ")} of ${name}`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
};
