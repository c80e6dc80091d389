import { TwinError } from "../../../models/errors/twin-error.ts";
import { COLUMNS, SETTINGS } from "./columns.ts";
import type { Engine } from "./engine.ts";
import { cmapssErrors } from "./errors.ts";

const FIRST_SETTING = 2;
const FIRST_SENSOR = FIRST_SETTING + SETTINGS.length;

/**
 * The engines in the text of a train or test file.
 *
 * @param file for the errors
 * @throws TwinError TWIN-CMAPSS-003 (a column is missing), -004 (the last line is cut off), -005 (no number),
 *   -006 (cycles out of order), -007 (no engine); each names file and line
 */
export const parseEngines = (text: string, file: string): Engine[] => {
  const engines: (Engine & { settings: Float64Array[]; sensors: Float64Array[] })[] = [];
  const seen = new Set<number>();
  const lines = text.split("\n");
  let before: readonly string[] = [];
  lines.forEach((content, i) => {
    const words = content.trim().split(/\s+/);
    if (words[0] === "") return;
    const place = { file, line: i + 1 };
    if (i === lines.length - 1) refuseCutOff(content, words, before, place);
    const values = numbersOf(words, place);
    const [unit = 0, cycle = 0] = values;
    let engine = engines.at(-1);
    if (engine?.unit !== unit && !seen.has(unit)) {
      engine = { unit, settings: [], sensors: [], cyclesLeft: 0 };
      engines.push(engine);
      seen.add(unit);
    }
    const expected = engine?.unit === unit ? engine.sensors.length + 1 : "none (it came before)";
    if (!engine || cycle !== expected) {
      throw new TwinError(cmapssErrors.disorder, { ...place, engine: unit, found: cycle, expected });
    }
    engine.settings.push(values.slice(FIRST_SETTING, FIRST_SENSOR));
    engine.sensors.push(values.slice(FIRST_SENSOR));
    before = words;
  });
  if (engines.length === 0) throw new TwinError(cmapssErrors.noEngine, { file });
  return engines;
};

interface Place {
  readonly file: string;
  readonly line: number;
}

/**
 * A last line without an end of line may be one that was cut off. It is whole if it has every column and its last number as
 * many digits after the point as the line before, or if something came after that number.
 */
const refuseCutOff = (line: string, words: readonly string[], before: readonly string[], place: Place): void => {
  const decimals = (word = ""): number => word.split(".")[1]?.length ?? 0;
  const lastWhole = /\s$/.test(line) || before.length === 0 || decimals(words.at(-1)) >= decimals(before.at(-1));
  if (words.length >= COLUMNS.length && lastWhole) return;
  throw new TwinError(cmapssErrors.truncated, { ...place, found: words.length });
};

const numbersOf = (words: readonly string[], place: Place): Float64Array => {
  if (words.length !== COLUMNS.length) throw new TwinError(cmapssErrors.columns, { ...place, found: words.length });
  return Float64Array.from(words, (word, i) => {
    const value = Number(word);
    const whole = i >= FIRST_SETTING || (Number.isInteger(value) && value > 0);
    if (Number.isFinite(value) && whole) return value;
    throw new TwinError(cmapssErrors.notNumber, { ...place, column: COLUMNS[i] ?? "", found: word });
  });
};
