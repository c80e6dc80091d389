import { TwinError } from "../../models/errors/twin-error.ts";

/** What the file system says ("EACCES: permission denied, open …") needs no stack; a fault of ours does. */
const isToldInFull = (error: Error): boolean => error instanceof TwinError || ("syscall" in error && "path" in error);

/** Tells why, and ends the process with exit code 1. */
export const endInFailure = (error: unknown): never => {
  const said = error instanceof Error ? (isToldInFull(error) ? error.message : error.stack) : error;
  process.stderr.write(`${said}\n`);
  process.exit(1);
};
