import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BadRow } from "./bad-row.ts";
import type { Driver } from "./driver.ts";
import { expand } from "./expand.ts";

interface GivenFile {
  readonly lines?: readonly string[];
  readonly bytes?: string;
  readonly missing?: boolean;
}

const START = [{ payload: "start" }];

/** Files in `folder`, each replayed by a message once it is written. */
export const replayDriver = (folder: string): Driver => {
  const fileOf = ({ id, packed }: BadRow): string => join(folder, `${id}.csv${packed ? ".gz" : ""}`);
  return {
    settings: (row) => ({ protocol: "replay", replayAtStart: false, replayFile: fileOf(row) }),
    good: async (row, words, send) => {
      const text = String(expand("time,flow\n$time,$value\n", words));
      writeFileSync(fileOf(row), row.packed ? gzipSync(text) : text);
      await send(row, START, words);
    },
    give: async (row, words, send) => {
      const { lines = [], bytes, missing } = row.given as GivenFile;
      const text = lines.map((line) => expand(line, words)).join("\n");
      if (missing) rmSync(fileOf(row));
      else writeFileSync(fileOf(row), bytes === undefined ? text : Buffer.from(bytes, "hex"));
      await send(row, START, words);
    },
    stop: async () => undefined,
  };
};
