import type { PlacedProblem } from "./place-of-problem.ts";
import { say } from "./say.browser.ts";

/** Why something is wrong, in few words and the editor's language; what has no words of its own in the server's. */
export const reasonOfProblem = ({ code, message, details }: PlacedProblem): string => {
  const key = `problems.${code}`;
  const said = say(key, details);
  return said === key || said.endsWith(`:${key}`) ? message : said;
};
