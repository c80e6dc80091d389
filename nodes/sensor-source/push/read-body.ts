import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { HttpArrival } from "../../kit/world.ts";

/** A body, or the status that refuses it. */
export type Body = { readonly text: string } | { readonly json: unknown } | { readonly refused: 400 | 413 | 415 };

const unpack = promisify(gunzip);

/** Reads a body of at most `mostBytes`, packed and unpacked. */
export const readBody = async ({ body, headers }: HttpArrival, mostBytes: number): Promise<Body> => {
  if (Number(headers["content-length"] ?? 0) > mostBytes) return { refused: 413 };
  if ("parsed" in body) {
    // A form (curl's default content type) is no text any more.
    return headers["content-type"]?.includes("json") ? { json: body.parsed } : { refused: 415 };
  }
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding !== "identity" && encoding !== "gzip") return { refused: 415 };
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body.stream) {
    bytes += part.length;
    if (bytes > mostBytes) return { refused: 413 };
    parts.push(part);
  }
  const packed = Buffer.concat(parts);
  if (encoding === "identity") return { text: packed.toString("utf8") };
  try {
    return { text: (await unpack(packed, { maxOutputLength: mostBytes })).toString("utf8") };
  } catch (thrown) {
    const tooLarge = thrown instanceof Error && "code" in thrown && thrown.code === "ERR_BUFFER_TOO_LARGE";
    return { refused: tooLarge ? 413 : 400 };
  }
};
