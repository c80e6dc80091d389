import type { Point } from "../../kit/store.ts";
import { INTEGER_FIELD, mayBeInteger } from "./integer-field.ts";

/** What a line does not say for itself. */
export interface LineSyntax {
  /** Units of its time in a millisecond: 1 for ms, 1e6 for ns. */
  readonly unitsAMillisecond: number;
}

/**
 * One line of line protocol as a point. Integers and unsigned integers become numbers; those of telemetry stay integers.
 *
 * @throws Error that says what is wrong with it, without the line itself
 */
export const readLine = (line: string, { unitsAMillisecond }: LineSyntax): Point => {
  let at = 0;

  /** Reads to the first of `ends` that is not escaped. */
  const name = (ends: string): string => {
    let text = "";
    for (; at < line.length; at++) {
      const char = line.charAt(at);
      const next = line.charAt(at + 1);
      if (char === "\\" && (next === "," || next === "=" || next === " ")) text += line.charAt(++at);
      else if (ends.includes(char)) break;
      else text += char;
    }
    return text;
  };
  const expect = (char: string, what: string): void => {
    if (line.charAt(at) !== char) throw new Error(`it has no ${what}`);
    at++;
  };
  const value = (): number | string | boolean => {
    if (line.charAt(at) === '"') return quoted();
    const text = name(", ");
    if (/^(t|T|true|True|TRUE)$/.test(text)) return true;
    if (/^(f|F|false|False|FALSE)$/.test(text)) return false;
    if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[iu]?$/.test(text)) return Number(text.replace(/[iu]$/, ""));
    throw new Error(`the field value ${text.slice(0, 40)} is none`);
  };
  const quoted = (): string => {
    let text = "";
    for (at++; at < line.length && line.charAt(at) !== '"'; at++) {
      if (line.charAt(at) === "\\" && /["\\]/.test(line.charAt(at + 1))) at++;
      text += line.charAt(at);
    }
    expect('"', "end of a text");
    return text;
  };

  const measurement = name(", ");
  const tags: Record<string, string> = Object.create(null);
  while (line.charAt(at) === ",") {
    at++;
    const key = name("=, ");
    expect("=", `value of the tag ${key}`);
    tags[key] = name(", ");
  }
  expect(" ", "fields");
  const fields: Record<string, number | string | boolean> = Object.create(null);
  const integers: string[] = [];
  do {
    if (line.charAt(at) === ",") at++;
    const key = name("=, ");
    expect("=", `value of the field ${key}`);
    const from = at;
    fields[key] = value();
    if (key === INTEGER_FIELD && mayBeInteger(measurement, "value") && /^-?\d+i$/.test(line.slice(from, at))) {
      integers.push("value");
    }
  } while (line.charAt(at) === ",");
  expect(" ", "time");
  const time = line.slice(at).trim();
  if (!/^-?\d+$/.test(time)) throw new Error(`its time ${time.slice(0, 40)} is none`);
  const timeMs = Number(time) / unitsAMillisecond;
  if (integers.length === 0) return { measurement, tags: { ...tags }, fields: { ...fields }, timeMs };
  const { [INTEGER_FIELD]: whole = 0, ...others } = fields;
  return { measurement, tags: { ...tags }, fields: { ...others, value: whole }, timeMs, integers };
};

/** Whether a text that begins in this line goes on in the next: line protocol allows line breaks in texts. */
export const goesOn = (line: string): boolean => {
  let inFields = false;
  let inText = false;
  let afterEquals = false;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    const escapes = char === "\\" && (inText ? /["\\]/ : /[,= ]/).test(line.charAt(at + 1));
    if (escapes) at++;
    else if (inText) inText = char !== '"';
    else if (char === " ") inFields = true;
    else if (char === '"' && inFields && afterEquals) inText = true;
    afterEquals = !escapes && char === "=";
  }
  return inText;
};
