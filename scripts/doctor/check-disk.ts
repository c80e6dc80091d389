import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { error, type Finding, ok, type Place, warning } from "./finding.ts";

const LEAST_BYTES = 100e6;
const FEW_BYTES = 1e9;
const FEW_SHARE = 0.05;

/** Whether the home folder is there, may be written to, and has room. */
export const checkDisk = ({ home }: Place): readonly Finding[] => {
  if (!existsSync(home)) {
    return [warning("disk", `The home folder ${home} is not there yet`, "Start Twinloom once, or name another folder")];
  }
  try {
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    const todo = `Give it to the user that runs Twinloom: chown -R USER ${home}`;
    return [error("disk", `The home folder ${home} may not be written to`, todo)];
  }
  const { bavail, blocks, bsize } = statfsSync(home);
  return [roomFinding(home, bavail * bsize, blocks * bsize)];
};

/** @param free, total bytes of the file system */
export const roomFinding = (home: string, free: number, total: number): Finding => {
  const what = `${(free / 1e9).toFixed(1)} GB free for ${home}`;
  const todo = "Free space, or keep data for fewer days (twin store, Keep for)";
  if (free < LEAST_BYTES) return error("disk", what, todo);
  return free < FEW_BYTES || free < total * FEW_SHARE ? warning("disk", what, todo) : ok("disk", what);
};
