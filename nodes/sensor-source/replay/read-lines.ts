import { createReadStream } from "node:fs";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

/** Lines that are handed on at once: always the same number, so that a replay makes the same batches each time. */
const GROUP = 1000;

/** A longer line is of no table: the file is something else. */
const LONGEST = 1024 * 1024;

/** The lines of a UTF-8 file, unpacked if its name ends in `.gz`, in groups of a fixed size. */
export async function* readLines(file: string, signal: AbortSignal): AsyncGenerator<readonly string[]> {
  const text = new PassThrough();
  const source = createReadStream(file);
  const copying = file.endsWith(".gz")
    ? pipeline(source, createGunzip(), text, { signal })
    : pipeline(source, text, { signal });
  const failed = copying.then(
    () => undefined,
    (error: unknown) => error,
  );
  const decoder = new TextDecoder();
  let rest = "";
  let lines: string[] = [];
  try {
    for await (const chunk of text) {
      const parts = (rest + decoder.decode(chunk as Buffer, { stream: true })).split(/\r?\n/);
      rest = parts.pop() ?? "";
      if (rest.length > LONGEST) throw new Error(`it has a line of more than ${LONGEST} characters`);
      lines.push(...parts);
      for (; lines.length >= GROUP; lines = lines.slice(GROUP)) yield lines.slice(0, GROUP);
    }
  } catch (error) {
    throw (await failed) ?? error;
  }
  const error = await failed;
  if (error) throw error;
  if (rest) lines.push(rest);
  if (lines.length > 0) yield lines;
}
