import { InvalidArgumentError } from "commander";

/** Reads an option as a whole number from `least` on; anything else is wrong usage, told as such (exit code 2). */
export const wholeNumber =
  (least: number) =>
  (text: string): number => {
    const number = text.trim() === "" ? Number.NaN : Number(text);
    if (Number.isInteger(number) && number >= least) return number;
    throw new InvalidArgumentError(`Give a whole number from ${least} on.`);
  };
