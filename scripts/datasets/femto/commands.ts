import { type Command, Option } from "commander";

const data = (): Option =>
  new Option(
    "--data <folder>",
    "holds BearingX_Y.json with .i16.gz, or folders BearingX_Y of acc_00001.csv",
  ).makeOptionMandatory();

/** `twinloom features femto` */
export const featuresFemto = (features: Command): void => {
  features
    .command("femto")
    .description("bearings of the FEMTO-ST PRONOSTIA form: every snapshot that is there")
    .addOption(data())
    .requiredOption("--out <file>", "the table, one .npz file that numpy.load reads: features, rul, life, names, units")
    .action(async (options: { data: string; out: string }) => {
      const { writeFeatures } = await import("./write-features.ts");
      const { rows, features: columns, bearings, sha256 } = await writeFeatures(options.data, options.out);
      process.stdout.write(
        `${options.out}: ${rows} rows of ${bearings} bearings, ${columns} features, sha256 ${sha256}\n`,
      );
    });
};
