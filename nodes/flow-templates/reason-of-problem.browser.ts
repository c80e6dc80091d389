import type { PlacedProblem } from "./place-of-problem.ts";
import { say } from "./say.browser.ts";

/** Why something is wrong, in few words and the editor's language; what has no words of its own in the server's. */
export const reasonOfProblem = ({ code, message, details }: PlacedProblem): string => {
  const found = [`${code}-${details["kind"]}`, code].map((one) => said(`problems.${one}`, details));
  return found.find((words) => words !== undefined) ?? message;
};

const said = (key: string, details: PlacedProblem["details"]): string | undefined => {
  const words = say(key, details);
  return words === key || words.endsWith(`:${key}`) ? undefined : words;
};
