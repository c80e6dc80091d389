import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** Gives each line with something in it, such as the last words of a process that ran out of memory. */
export const eachLine = (stream: Readable, take: (line: string) => void): void => {
  createInterface({ input: stream }).on("line", (line) => {
    if (line.trim() !== "") take(line);
  });
};
