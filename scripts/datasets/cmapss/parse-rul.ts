import { TwinError } from "../../../models/errors/twin-error.ts";
import { cmapssErrors } from "./errors.ts";

/** True remaining lives in cycles, one a line. @throws TwinError TWIN-CMAPSS-008 naming file and line */
export const parseRul = (text: string, file: string): number[] =>
  text.split("\n").flatMap((content, i) => {
    const word = content.trim();
    if (word === "") return [];
    if (/^\d+(\.0*)?$/.test(word)) return [Number(word)];
    throw new TwinError(cmapssErrors.badRul, { file, line: i + 1, found: word });
  });
