import { InvalidArgumentError, Option } from "commander";

/** `--seed <number>` of the commands that train. */
export const seedOption = (seed = 1): Option =>
  new Option("--seed <number>", "the same seed gives the same result").default(seed).argParser((text) => {
    if (/^\d{1,9}$/.test(text)) return Number(text);
    throw new InvalidArgumentError("Give a whole number from 0 to 999999999.");
  });
