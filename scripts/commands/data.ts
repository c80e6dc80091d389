import type { Command } from "commander";
import { progressBar } from "../datasets/progress-bar.ts";

const KILOBYTE = 1024;

/** `twinloom data get DATASET`: public data sets, checked by their SHA-256. */
export const dataCommand = (program: Command): void => {
  const get = program.command("data").description("public data sets").command("get").description("fetch and check one");
  get
    .command("cmapss")
    .description("NASA's turbofan engines: train, test and RUL files of FD001 to FD004")
    .option("--out <folder>", "gets the files", "cmapss")
    .option("--from <file>", "the archive, if it is here already")
    .action(async ({ out, from }: { out: string; from?: string }) => {
      const { getCmapss } = await import("../datasets/cmapss/get.ts");
      const bar = progressBar("fetching, KB");
      let begun = false;
      const files = await getCmapss(out, from, (bytes, all) => {
        if (!begun) bar.begin(Math.ceil(all / KILOBYTE));
        begun = true;
        bar.at(Math.floor(bytes / KILOBYTE));
      }).finally(bar.end);
      process.stdout.write(`${out}: ${files.length} files, each with the SHA-256 it should have\n`);
    });
};
