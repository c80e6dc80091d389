import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { AS_FOUND } from "../../../models/maintenance/as-found.ts";
import { csvCells } from "../../../nodes/sensor-source/replay/csv-line.ts";
import { livesErrors } from "./errors.ts";
import { LIFE_COLUMNS, livesFile, STEP_COLUMNS, stepsFile } from "./files.ts";
import type { RecordedHistory, RecordedLife, RecordedStep } from "./recorded-life.ts";

/** A history as it was exported, with the SHA-256 of both files one after the other, hex. */
export interface ReadHistory extends RecordedHistory {
  readonly sha256: string;
}

/** @throws TwinError TWIN-LIVES-004 to -007 */
export const readHistory = async (folder: string): Promise<ReadHistory> => {
  const [lives, steps] = [await readTable(livesFile(folder)), await readTable(stepsFile(folder))];
  checkHeader(lives, LIFE_COLUMNS);
  checkHeader(steps, STEP_COLUMNS);
  const quantities = steps.header.slice(STEP_COLUMNS.length).map((title) => quantityOf(steps, title));
  const stepsOf = new Map<string, RecordedStep[]>(lives.rows.map(([life = ""]) => [life, []]));
  for (const [i, cells] of steps.rows.entries()) {
    const of = stepsOf.get(cells[0] ?? "");
    if (!of) throw columns(steps.file, i + 2, `life "${cells[0]}" is not in lives.csv`);
    of.push(stepOf(steps.file, i + 2, cells));
  }
  const [first] = lives.rows;
  if (!first) throw new TwinError(livesErrors.tooFewLives, { where: lives.file, found: 0, wanted: 1 });
  const [, , assetType = "", component = ""] = first;
  const sha256 = createHash("sha256").update(lives.text).update(steps.text).digest("hex");
  const read = lives.rows.map((cells, i) => lifeOf(lives.file, i + 2, cells, stepsOf.get(cells[0] ?? "") ?? []));
  const other = lives.rows.findIndex((cells) => cells[2] !== assetType || cells[3] !== component);
  if (other >= 0) throw columns(lives.file, other + 2, "it is of another asset type or component than the first");
  return { assetType, component, quantities, lives: read, sha256 };
};

interface Table {
  readonly file: string;
  readonly text: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const readTable = async (file: string): Promise<Table> => {
  const text = await readFile(file, "utf8").catch((cause: Error) => {
    throw new TwinError(livesErrors.missingFile, { file, reason: cause.message }, cause);
  });
  const lines = text.split(/\r?\n/);
  if (lines.pop() !== "") throw columns(file, lines.length + 1, "the last line is cut off");
  const [header = [], ...rows] = lines.map((one) => csvCells(one, ","));
  const uneven = rows.findIndex((cells) => cells.length !== header.length);
  if (uneven >= 0) throw columns(file, uneven + 2, `${rows[uneven]?.length} columns instead of ${header.length}`);
  return { file, text, header, rows };
};

const columns = (file: string, line: number, reason: string): TwinError =>
  new TwinError(livesErrors.columns, { file, line, reason });

const checkHeader = ({ file, header }: Table, wanted: readonly string[]): void => {
  const missing = wanted.find((name, i) => header[i] !== name);
  if (missing) throw columns(file, 1, `column ${missing} is missing, or not in its place`);
};

const quantityOf = ({ file }: Table, title: string) => {
  const [, name, unit] = title.match(/^(\S+) \[(.*)\]$/) ?? [];
  if (!name || unit === undefined) throw columns(file, 1, `"${title}" names no quantity with its unit in brackets`);
  return { name, unit };
};

const stepOf = (file: string, line: number, [, time = "", hours = "", ...cells]: readonly string[]): RecordedStep => ({
  timeMs: numberOf(file, line, "time", Date.parse(time), time),
  runningHours: numberOf(file, line, "running_hours", Number(hours || "x"), hours),
  means: Float64Array.from(cells, (cell, i) =>
    cell === "" ? Number.NaN : numberOf(file, line, `column ${STEP_COLUMNS.length + i + 1}`, Number(cell), cell),
  ),
});

const lifeOf = (file: string, line: number, cells: readonly string[], steps: readonly RecordedStep[]): RecordedLife => {
  const [order = "", asset = "", , , failureMode = "", found = "", causeCode = "", end = "", count = ""] = cells;
  const asFound = AS_FOUND.find((one) => one === found);
  if (!asFound) throw columns(file, line, `as_found is none of ${AS_FOUND.join(", ")}`);
  if (String(steps.length) !== count) throw columns(file, line, `${steps.length} steps of it are there, not ${count}`);
  return {
    order,
    asset,
    failureMode,
    asFound,
    causeCode,
    steps,
    endMs: numberOf(file, line, "end", Date.parse(end), end),
  };
};

const numberOf = (file: string, line: number, column: string, value: number, found: string): number => {
  if (Number.isFinite(value)) return value;
  throw new TwinError(livesErrors.notNumber, { file, line, column, found });
};
