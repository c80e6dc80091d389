import { format } from "node:util";
import { jsonLine } from "./json-log.ts";

/** Node-RED's numbers of the levels at which a console speaks. */
const LEVELS = { error: 20, warn: 30, info: 40, log: 40, debug: 50 } as const;

/** What libraries, function nodes and Node-RED's own last words print goes into the log as a line of JSON like all else. */
export const consoleAsJson = (): void => {
  for (const [name, level] of Object.entries(LEVELS)) {
    Object.assign(console, {
      [name]: (...args: unknown[]): void => void process.stdout.write(`${jsonLine({ level, msg: format(...args) })}\n`),
    });
  }
};
