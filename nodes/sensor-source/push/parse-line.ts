/** One point of line protocol. */
export interface LinePoint {
  readonly measurement: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, number | string | boolean>;
  /** In the unit of the request's precision; undefined: the line has none. */
  readonly time: number | undefined;
}

/**
 * Reads one line of InfluxDB's line protocol (https://docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol/): names may have
 * `\\ `, `\\,` and `\\=`, texts `\\"` and `\\\\`. Integers (`i`, `u`) become numbers.
 *
 * @throws Error that says what is wrong with it
 */
export const parseLine = (line: string): LinePoint => {
  const [series = "", fieldText = "", timeText, ...more] = splitOutside(line.trim(), " ").filter((part) => part !== "");
  if (more.length > 0) throw new Error("it has more than three parts");
  if (fieldText === "") throw new Error("it has no fields");
  const [measurement = "", ...tagPairs] = splitOutside(series, ",");
  if (measurement === "") throw new Error("it has no measurement");
  if (timeText !== undefined && !/^-?\d{1,20}$/.test(timeText)) throw new Error(`${cut(timeText)} is no time`);
  return {
    measurement: unescaped(measurement),
    tags: new Map(tagPairs.map((pair): [string, string] => pairOf(pair, "tag"))),
    fields: new Map(
      splitOutside(fieldText, ",").map((pair): [string, number | string | boolean] => {
        const [key, value] = pairOf(pair, "field", false);
        return [key, fieldValue(value)];
      }),
    ),
    time: timeText === undefined ? undefined : Number(timeText),
  };
};

const pairOf = (pair: string, what: string, plain = true): [string, string] => {
  const [key = "", ...rest] = splitOutside(pair, "=");
  const value = rest.join("=");
  if (key === "" || value === "") throw new Error(`${cut(pair)} is no ${what}`);
  return [unescaped(key), plain ? unescaped(value) : value];
};

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const INTEGER = /^[+-]?\d+[iu]$/;
const TRUE = /^(t|T|true|True|TRUE)$/;
const FALSE = /^(f|F|false|False|FALSE)$/;

const fieldValue = (text: string): number | string | boolean => {
  if (NUMBER.test(text)) return Number(text);
  if (INTEGER.test(text)) return Number(text.slice(0, -1));
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  if (text.length >= 2 && text.startsWith('"') && text.endsWith('"'))
    return text.slice(1, -1).replace(/\\(["\\])/g, "$1");
  throw new Error(`${cut(text)} is no value of a field`);
};

/** Splits at a letter that is neither escaped nor inside of a text. */
const splitOutside = (text: string, separator: string): string[] => {
  const parts: string[] = [];
  let from = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (letter === "\\") i++;
    else if (letter === '"') quoted = !quoted;
    else if (letter === separator && !quoted) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
};

const unescaped = (text: string): string => text.replace(/\\([ ,=\\])/g, "$1");
const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
