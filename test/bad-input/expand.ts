/** What the words of a row stand for: `T` is the time of the first good reading, `value` and `time` those of a good one. */
export type Words = Readonly<Record<string, unknown>> & { readonly T: number };

/**
 * A part of a row with its `$words` in place of what JSON can't hold, or can't know. It refers to nothing outside of itself: a
 * function node of the flow under test is made of its text.
 */
export const expand = (part: unknown, words: Words): unknown => {
  const { T } = words;
  const time = Number(words["time"] ?? T);
  const cycle = { self: {} };
  cycle.self = cycle;
  const known: Record<string, () => unknown> = {
    T: () => T,
    timeIso: () => new Date(time).toISOString(),
    timeNs: () => time * 1e6,
    iso: () => new Date(T + 1000).toISOString(),
    seconds: () => (T + 1000) / 1000,
    microseconds: () => (T + 1000) * 1e3,
    nanoseconds: () => (T + 1000) * 1e6,
    now: () => Date.now(),
    wholeNanoseconds: () => `${T + 1000}000000`,
    nextYear: () => Date.now() + 366 * 86_400_000,
    NaN: () => Number.NaN,
    Infinity: () => Number.POSITIVE_INFINITY,
    "-Infinity": () => Number.NEGATIVE_INFINITY,
    bigint: () => 5n,
    cycle: () => cycle,
    deepArray: () => "[".repeat(100_000) + "]".repeat(100_000),
    deepObject: () => `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`,
    big: () => "x".repeat(20_000_000),
    bigBytes: () => "00".repeat(20_000_000),
  };
  const word = (name: string): unknown => (name in known ? known[name]?.() : words[name]);
  const wordIn = (whole: string, name: string, more = ""): string => {
    const found = word(name);
    if (found === undefined) return whole;
    return String(more ? Number(found) + Number(more) : found);
  };
  const inText = (text: string): unknown => {
    if (text.startsWith("$bytes:")) return Buffer.from(text.slice(7), "hex");
    const [whole, name = "", more] = /^\$(-?[A-Za-z]+)([+-]\d+)?$/.exec(text) ?? [];
    const found = whole ? word(name) : undefined;
    if (found !== undefined) return more ? Number(found) + Number(more) : found;
    return text.replace(/\$([A-Za-z]+)([+-]\d+)?/g, wordIn);
  };
  const each = (value: unknown): unknown => {
    if (typeof value === "string") return inText(value);
    if (Array.isArray(value)) return value.map(each);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, each(inner)]));
  };
  return each(part);
};
