import { InvalidArgumentError, Option } from "commander";

const DEFAULT_SEED = 1;

/** `--seed <number>` of the commands that train. */
export const seedOption = (): Option =>
  new Option("--seed <number>", "the same seed gives the same result").default(DEFAULT_SEED).argParser((text) => {
    if (/^\d{1,9}$/.test(text)) return Number(text);
    throw new InvalidArgumentError("Give a whole number from 0 to 999999999.");
  });
