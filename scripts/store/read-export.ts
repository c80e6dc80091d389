import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { Point, StoredDocument } from "../../nodes/kit/store.ts";
import { goesOn, readLine } from "../../nodes/store/line-protocol/read-line.ts";
import { moveErrors } from "./errors.ts";
import { documentOfLine, isExportHeader } from "./export-format.ts";

export type Read =
  | { readonly point: Point; readonly document?: never }
  | { readonly document: StoredDocument; readonly point?: never };

/** Units in a millisecond, by the names that InfluxDB gives them. */
export const PRECISIONS: Readonly<Record<string, number>> = { ns: 1e6, us: 1e3, ms: 1, s: 1e-3 };

/**
 * Points and documents of a file, in its order; `.gz` is unpacked. Times of an export of ours are milliseconds, those of any other
 * line protocol are told by `precision`.
 *
 * @param onBytes told how far in the file it is
 * @throws TwinError TWIN-MOVE-003 to -005
 */
export async function* readExport(
  file: string,
  precision: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Read> {
  let unitsAMillisecond = PRECISIONS[precision] ?? 1e6;
  let line = 0;
  for await (const text of lines(file, onBytes)) {
    line += 1;
    if (line === 1 && isExportHeader(text)) unitsAMillisecond = 1;
    if (text.trim() === "") continue;
    if (text.startsWith("#")) {
      const document = attempt(() => documentOfLine(text), moveErrors.badDocument, file, line);
      if (document) yield { document };
    } else {
      yield { point: attempt(() => readLine(text, { unitsAMillisecond }), moveErrors.badLine, file, line) };
    }
  }
}

const attempt = <T>(read: () => T, entry: (typeof moveErrors)["badLine"], file: string, line: number): T => {
  try {
    return read();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(entry, { file, line, reason }, cause);
  }
};

/** Line breaks within a text belong to its line. */
async function* lines(file: string, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  const source = createReadStream(file);
  const gunzip = file.endsWith(".gz") ? createGunzip() : undefined;
  if (gunzip) {
    source.on("error", (error) => gunzip.destroy(error));
    source.pipe(gunzip);
  }
  const text = gunzip ?? source;
  text.setEncoding("utf8");
  let begun = "";
  try {
    for await (const chunk of text) {
      onBytes(source.bytesRead);
      const parts = (begun + String(chunk)).split("\n");
      begun = parts.pop() ?? "";
      let line = "";
      for (const part of parts) {
        line = line === "" ? part : `${line}\n${part}`;
        if (!line.startsWith("#") && line.includes('"') && goesOn(line)) continue;
        yield line;
        line = "";
      }
      if (line !== "") begun = `${line}\n${begun}`;
    }
  } catch (cause) {
    if (cause instanceof TwinError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(moveErrors.cannotRead, { file, reason }, cause);
  }
  if (begun !== "") yield begun;
}
