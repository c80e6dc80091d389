export interface Line {
  readonly measurement: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, number | string | boolean>>;
  readonly timeMs: number;
}

/**
 * Reads one line of line protocol as the InfluxDB 2 reference defines it
 * (https://docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol/), and refuses what a twin store must never send:
 * integer fields beside the one for them, nanosecond times, a missing time, an empty tag.
 *
 * @throws Error in the server's words
 */
export const parseLine = (line: string): Line => {
  const refuse = (why: string): Error => new Error(`unable to parse '${line}': ${why}`);
  const [series, fieldText, timeText, extra] = splitOutside(line, " ");
  if (!series || !fieldText || extra !== undefined) throw refuse("wrong number of sections");
  if (!/^\d{12,14}$/.test(timeText ?? "")) throw refuse("time is missing or not in milliseconds");
  const [measurement = "", ...tagPairs] = splitOutside(series, ",");
  if (measurement === "") throw refuse("missing measurement");
  const tags = tagPairs.map((pair) => {
    const [key, value, more] = splitOutside(pair, "=");
    if (!key || !value || more !== undefined) throw refuse("missing tag key or value");
    return [unescaped(key), unescaped(value)] as const;
  });
  const fields = splitOutside(fieldText, ",").map((pair) => {
    const [key, value, more] = splitOutside(pair, "=");
    if (!key || !value || more !== undefined) throw refuse("missing field key or value");
    return [unescaped(key), fieldValue(unescaped(measurement), unescaped(key), value, refuse)] as const;
  });
  return {
    measurement: unescaped(measurement),
    tags: Object.fromEntries(tags),
    fields: Object.fromEntries(fields),
    timeMs: Number(timeText),
  };
};

const fieldValue = (
  measurement: string,
  key: string,
  text: string,
  refuse: (why: string) => Error,
): number | string | boolean => {
  const mustBeInteger = measurement === "telemetry" && key === "integer";
  if (mustBeInteger && /^-?\d{1,16}i$/.test(text)) return Number(text.slice(0, -1));
  if (mustBeInteger) throw refuse("no integer where there must be one");
  if (/^"(?:[^"\\]|\\["\\])*"$/s.test(text)) return text.slice(1, -1).replace(/\\(["\\])/g, "$1");
  if (/^(t|T|true|True|TRUE)$/.test(text)) return true;
  if (/^(f|F|false|False|FALSE)$/.test(text)) return false;
  if (/^-?\d+[iu]$/.test(text)) throw refuse("an integer field: numbers must be floats");
  if (/^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return Number(text);
  throw refuse("invalid field value");
};

/** Splits at a character that is neither escaped nor within a quoted field value. */
const splitOutside = (text: string, separator: string): string[] => {
  const parts: string[] = [];
  let part = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === "\\" && i + 1 < text.length) {
      part += char + text.charAt(++i);
    } else if (
      char === '"' &&
      (quoted || part.endsWith("=") || (separator === "=" && part === "" && parts.length === 1))
    ) {
      quoted = !quoted;
      part += char;
    } else if (char === separator && !quoted) {
      parts.push(part);
      part = "";
    } else {
      part += char;
    }
  }
  return [...parts, part];
};

const unescaped = (text: string): string => text.replace(/\\([,= ])/g, "$1");
