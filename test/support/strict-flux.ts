import type { Line } from "./strict-line-protocol.ts";

export interface FluxColumn {
  readonly label: string;
  readonly type: "string" | "double" | "boolean" | "long" | "dateTime:RFC3339";
}
export interface FluxTable {
  /** What the script calls it by `yield`. */
  readonly result?: string;
  readonly columns: readonly FluxColumn[];
  readonly rows: readonly (readonly string[])[];
}

const STRING = String.raw`"((?:[^"\\]|\\.)*)"`;
const TIME = String.raw`(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z)`;
const AGGREGATES: Readonly<Record<string, (values: readonly number[]) => number>> = {
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  last: (values) => values.at(-1) ?? Number.NaN,
  count: (values) => values.length,
};

/**
 * Evaluates exactly the Flux that a twin store sends, and refuses everything else.
 *
 * @throws Error if the script is any other
 */
export const evaluateFlux = (
  script: string,
  buckets: ReadonlyMap<string, ReadonlyMap<string, Line>>,
): readonly FluxTable[] => {
  const read = reader(script);
  const isRollUps = read.maybe("samples = ") !== null;
  const bucket = text(read(`from\\(bucket: ${STRING}\\)`)[1]);
  const lines = buckets.get(bucket);
  if (!lines) throw new Error(`failed to initialize execute state: could not find bucket "${bucket}"`);
  const [, from = "", to = ""] = read(` \\|> range\\(start: ${TIME}, stop: ${TIME}\\)`);
  if (Date.parse(from) >= Date.parse(to))
    throw new Error("error in building plan while starting program: cannot query an empty range");
  read(` \\|> filter\\(fn: \\(r\\) => `);
  const conditions: [string, string][] = [];
  do {
    const [, key, value] = read(`r\\[${STRING}\\] == ${STRING}`);
    conditions.push([text(key), text(value)]);
  } while (read.maybe(" and "));
  read("\\)");
  const cells = [...lines.values()].flatMap(cellsOf).filter(({ all, timeMs }) => {
    const inside = timeMs >= Date.parse(from) && timeMs < Date.parse(to);
    return inside && conditions.every(([key, value]) => all[key] === value);
  });
  if (isRollUps) return rollUpsOf(read, cells, Date.parse(from));
  if (read.maybe(` \\|> last\\(\\) \\|> drop\\(columns: \\["_start", "_stop"\\]\\)$`)) return lastOfEach(cells);

  read(` \\|> group\\(\\) \\|> sort\\(columns: \\["_time"\\]\\)`);
  const window = read.maybe(
    ` \\|> aggregateWindow\\(every: (\\d+)ms, fn: (\\w+), createEmpty: false, timeSrc: "_start"\\)`,
  );
  const limit = read.maybe(" \\|> limit\\(n: (\\d+)\\)");
  read(` \\|> keep\\(columns: \\["_time", "_value"\\]\\)$`);
  const sorted = [...cells].sort((a, b) => a.timeMs - b.timeMs);
  const all = window ? windowed(sorted, Number(window[1]), window[2] ?? "", Date.parse(from)) : sorted;
  const rows = all.slice(0, limit ? Number(limit[1]) : undefined);
  return rows.length === 0 ? [] : [timeValueTable(rows, window?.[2] === "count")];
};

interface Cell {
  readonly all: Readonly<Record<string, string>>;
  readonly timeMs: number;
  readonly value: number | string | boolean;
}

/** Ten minutes each of every series, one result an aggregate. */
const rollUpsOf = (read: ReturnType<typeof reader>, cells: readonly Cell[], fromMs: number): readonly FluxTable[] => {
  const series = new Map<string, Cell[]>();
  for (const cell of [...cells].sort((a, b) => a.timeMs - b.timeMs)) {
    const key = JSON.stringify(Object.entries(cell.all).sort());
    series.set(key, [...(series.get(key) ?? []), cell]);
  }
  const tables: FluxTable[] = [];
  do {
    const [, every, name = ""] = read(
      String.raw`\nsamples \|> aggregateWindow\(every: (\d+)ms, fn: (\w+), createEmpty: false, timeSrc: "_start"\)`,
    );
    read(String.raw` \|> drop\(columns: \["_start", "_stop"\]\) \|> yield\(name: "${name}"\)`);
    for (const one of series.values()) {
      const { all = {} } = one[0] ?? {};
      const columns = Object.keys(all).map((label) => ({ label, type: "string" as const }));
      const rows = windowed(one, Number(every), name, fromMs);
      tables.push({
        result: name,
        columns: [...timeValueTable(rows, name === "count").columns, ...columns],
        rows: rows.map((row) => [new Date(row.timeMs).toISOString(), String(row.value), ...Object.values(all)]),
      });
    }
  } while (!read.maybe("$"));
  return tables;
};

const reader = (script: string) => {
  let at = 0;
  const maybe = (pattern: string): RegExpExecArray | null => {
    const regex = new RegExp(pattern, "y");
    regex.lastIndex = at;
    const found = regex.exec(script);
    if (found) at = regex.lastIndex;
    return found;
  };
  const read = (pattern: string): RegExpExecArray => {
    const found = maybe(pattern);
    if (!found) throw new Error(`this fake expects ${pattern} at: ${script.slice(at)}`);
    return found;
  };
  return Object.assign(read, { maybe });
};

const text = (quoted = ""): string => quoted.replace(/\\(.)/g, "$1");

const cellsOf = ({ measurement, tags, fields, timeMs }: Line): Cell[] =>
  Object.entries(fields).map(([field, value]) => ({
    all: { _measurement: measurement, _field: field, ...tags },
    timeMs,
    value,
  }));

/** Windows are cut at the start of the range, as Flux cuts them. */
const windowed = (cells: readonly Cell[], everyMs: number, name: string, fromMs: number): Cell[] => {
  const aggregate = AGGREGATES[name];
  if (!aggregate) throw new Error(`undefined identifier ${name}`);
  const windows = new Map<number, number[]>();
  for (const { timeMs, value } of cells) {
    const start = Math.max(Math.floor(timeMs / everyMs) * everyMs, fromMs);
    windows.set(start, [...(windows.get(start) ?? []), Number(value)]);
  }
  return [...windows].map(([timeMs, values]) => ({ all: {}, timeMs, value: aggregate(values) }));
};

const lastOfEach = (cells: readonly Cell[]): readonly FluxTable[] => {
  const newest = new Map<string, Cell>();
  for (const cell of cells) {
    const key = JSON.stringify(Object.entries(cell.all).sort());
    if (cell.timeMs >= (newest.get(key)?.timeMs ?? 0)) newest.set(key, cell);
  }
  return [...newest.values()].map(({ all, timeMs, value }) => ({
    columns: [
      { label: "_time", type: "dateTime:RFC3339" },
      { label: "_value", type: typeOf(value) },
      ...Object.keys(all).map((label) => ({ label, type: "string" as const })),
    ],
    rows: [[new Date(timeMs).toISOString(), String(value), ...Object.values(all)]],
  }));
};

const timeValueTable = (cells: readonly Cell[], whole: boolean): FluxTable => ({
  columns: [
    { label: "_time", type: "dateTime:RFC3339" },
    { label: "_value", type: whole ? "long" : typeOf(cells[0]?.value ?? 0) },
  ],
  rows: cells.map(({ timeMs, value }) => [new Date(timeMs).toISOString(), String(value)]),
});

const typeOf = (value: number | string | boolean): FluxColumn["type"] =>
  typeof value === "number" ? "double" : typeof value === "boolean" ? "boolean" : "string";

/** Annotated CSV, https://docs.influxdata.com/influxdb/v2/reference/syntax/annotated-csv/ */
export const annotatedCsv = (tables: readonly FluxTable[]): string =>
  tables
    .map(({ columns, rows, result = "_result" }, table) => {
      const types = columns.map(({ type }) => type);
      return [
        ["#datatype", "string", "long", ...types],
        ["#group", "false", "false", ...columns.map(({ label }) => String(label !== "_time" && label !== "_value"))],
        ["#default", result, "", ...columns.map(() => "")],
        ["", "result", "table", ...columns.map(({ label }) => label)],
        ...rows.map((row) => ["", "", String(table), ...row]),
      ]
        .map((row) => row.map(csvCell).join(","))
        .join("\r\n");
    })
    .join("\r\n\r\n")
    .concat("\r\n\r\n");

const csvCell = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
