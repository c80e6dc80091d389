import { closeSync, openSync, readSync } from "node:fs";

/** Whether a file is an archive, as a release is; else it may be a flow. */
export const isRelease = (file: string): boolean => {
  const descriptor = openSync(file, "r");
  try {
    const magic = Buffer.alloc(5);
    readSync(descriptor, magic, 0, magic.length, 257);
    return magic.toString("latin1") === "ustar" || file.endsWith(".twinloom");
  } finally {
    closeSync(descriptor);
  }
};
