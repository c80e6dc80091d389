import { type Command, Option } from "commander";

const data = (): Option => new Option("--data <folder>", "what `twinloom history export` wrote").makeOptionMandatory();
const ownType = (): Option => new Option("--asset-type <file>", "JSON file, if the machines are of a type of your own");

/** `twinloom features history` */
export const featuresHistory = (features: Command): void => {
  features
    .command("history")
    .description("lives exported from a twin store: every hour of every life that ended in a failure")
    .addOption(data())
    .addOption(ownType())
    .requiredOption("--out <file>", "the table, one .npz file that numpy.load reads: features, rul, life, names, units")
    .action(async (options: { data: string; out: string; assetType?: string }) => {
      const { writeFeatures } = await import("./write-features.ts");
      const found = await writeFeatures(options.data, options.out, options.assetType);
      process.stdout.write(
        `${options.out}: ${found.rows} rows of ${found.lives} lives (${found.censored} cut off before a failure are left ` +
          `out), ${found.features} features, sha256 ${found.sha256}\n`,
      );
    });
};
