import { existsSync, renameSync } from "node:fs";

/** SQLite keeps up to three files for one database; they belong together. */
const SUFFIXES = ["", "-wal", "-shm"];

/**
 * Renames a damaged database, so that nothing of it is lost and a new one can begin.
 *
 * @returns the new path of the database
 */
export const setAside = (file: string, now: Date): string => {
  const stamp = now.toISOString().replaceAll(":", "-");
  let kept = `${file}.damaged-${stamp}`;
  for (let n = 2; existsSync(kept); n++) kept = `${file}.damaged-${stamp}-${n}`;
  for (const suffix of SUFFIXES) if (existsSync(file + suffix)) renameSync(file + suffix, kept + suffix);
  return kept;
};
