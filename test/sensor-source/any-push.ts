import { gzipSync } from "node:zlib";
import fc from "fast-check";

/** A request body, how it is said to be, and where it is sent to. */
export interface AnyPush {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly at: string;
}

const T0 = Date.UTC(2026, 0, 1);

/** Pieces of line protocol in any order, so that most lines are almost right. */
const almostLines = fc
  .array(
    fc.constantFrom(
      ...["pump", "host=m1", ",", "=", " ", "\\", '"', "\n", "\r\n", "#", "v=1", "v=1i", "v=NaN", 'v="a b"', "v=t"],
      ...[`${T0}`, "-1", "9".repeat(30), "__proto__=1", "constructor", "toString=2", "é軸🛠", "\0", "v=1e999", "{", "["],
    ),
    { maxLength: 24 },
  )
  .map((pieces) => pieces.join(""));

const anyTime = fc.oneof(fc.constantFrom(T0, `${new Date(T0).toISOString()}`, null, -1, "now"), fc.anything());
const readings = fc.record(
  {
    asset: fc.oneof(fc.constant("m1"), fc.anything()),
    time: anyTime,
    values: fc.anything(),
    channel: fc.anything(),
    value: fc.anything(),
  },
  { requiredKeys: [] },
);
const deep = fc.integer({ min: 1, max: 5000 }).map((depth) => `${"[".repeat(depth)}1${"]".repeat(depth)}`);
const polluting = fc.constantFrom(
  '{"__proto__":{"admin":true},"asset":"m1","time":1,"values":{"__proto__":1}}',
  '{"constructor":{"prototype":{"x":1}},"values":{"constructor":1,"toString":2}}',
  '[{"channel":"__proto__","value":1,"time":1}]',
);
const anyJson = fc.oneof(
  fc.json(),
  deep,
  polluting,
  fc.oneof(readings, fc.array(readings, { maxLength: 4 })).map((value) => safely(value)),
);

const safely = (value: unknown): string => {
  try {
    return JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part)) ?? "null";
  } catch {
    return "null";
  }
};

const text = fc.oneof(almostLines, anyJson, fc.string({ unit: "binary" }));
const plain = fc.oneof(
  text.map((one) => Buffer.from(one)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);

/** Bodies of every kind, right and wrong packing, right and wrong types. */
export const anyPush: fc.Arbitrary<AnyPush> = fc
  .record({
    plain,
    packing: fc.constantFrom("none", "none", "gzip", "said", "br"),
    type: fc.constantFrom("text/plain", "application/json", "text/plain; charset=utf-16", "image/png", ""),
    at: fc.constantFrom(
      "",
      "/write",
      "/api/v2/write?precision=ms",
      "/write?precision=s",
      "/write?precision=%00",
      "/else",
    ),
  })
  .map(({ plain: bytes, packing, type, at }) => ({
    body: packing === "gzip" ? gzipSync(bytes) : bytes,
    at,
    headers: {
      ...(type ? { "content-type": type } : {}),
      ...(packing === "none" ? {} : { "content-encoding": packing === "br" ? "br" : "gzip" }),
    },
  }));
