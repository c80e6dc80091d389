import { jsonLine } from "./json-log.ts";

/** In Node-RED's numbers. */
export const [ERROR_LEVEL, INFO_LEVEL] = [20, 40];

export type Tell = (message: unknown, level: number) => void;

/** A line of the log of `twinloom run`, as the runtime below it writes its own. */
export const tell: Tell = (message, level) => void process.stdout.write(`${jsonLine({ level, msg: message })}\n`);
