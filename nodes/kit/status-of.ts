import type { TwinError } from "../../models/errors/twin-error.ts";
import type { NodeStatus } from "./world.ts";

/** The editor shows about this much below a node. */
const LONGEST = 19;

/**
 * An error in the status line: the error's own short words (its detail `status`), else its code. Where they are too long the
 * end is kept, because it says what is wrong: `vibrationWi… is empty`.
 */
export const statusOf = (error: TwinError): NodeStatus => {
  const words = error.details["status"];
  return { level: "error", text: shorten(typeof words === "string" ? words : error.code.replace("TWIN-", "")) };
};

const shorten = (text: string): string => {
  if (text.length <= LONGEST) return text;
  const space = text.indexOf(" ");
  const end = space < 0 ? "" : text.slice(space, space + LONGEST - 4);
  return `${text.slice(0, LONGEST - 1 - end.length)}…${end}`;
};
