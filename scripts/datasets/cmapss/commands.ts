import { type Command, Option } from "commander";

const data = (): Option =>
  new Option("--data <folder>", "holds train_SUBSET.txt and the like, .gz or not").makeOptionMandatory();
const subset = (): Option =>
  new Option("--subset <name>", "FD001, FD002, FD003, FD004 or your own").makeOptionMandatory();

/** `twinloom features cmapss` */
export const featuresCmapss = (features: Command): void => {
  features
    .command("cmapss")
    .description("engines of the C-MAPSS format: every cycle of every training engine")
    .addOption(data())
    .addOption(subset())
    .requiredOption("--out <file>", "the table, one .npz file that numpy.load reads: features, rul, life, names, units")
    .action(async (options: { data: string; subset: string; out: string }) => {
      const { writeFeatures } = await import("./write-features.ts");
      const {
        rows,
        features: columns,
        engines,
        sha256,
      } = await writeFeatures(options.data, options.subset, options.out);
      process.stdout.write(
        `${options.out}: ${rows} rows of ${engines} engines, ${columns} features, sha256 ${sha256}\n`,
      );
    });
};
