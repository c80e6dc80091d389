/** One line of a table: its number in the text, counted from 1, and its cells. */
export interface TableLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The cells of a text as spreadsheets and engineering tools write it (RFC 4180): set apart by tab, `;` or `,`, quoted where they hold a
 * separator or a line break, with or without a byte order mark. Empty lines and lines that begin with `#` are left out.
 */
export const splitTable = (text: string): { readonly separator: string; readonly lines: readonly TableLine[] } => {
  const plain = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  const first = plain.split("\n").find((line) => line.trim() !== "" && !/^"?#/.test(line)) ?? "";
  const separator = separatorOf(first);
  return { separator, lines: linesOf(plain, separator).filter(isTold) };
};

const isTold = ({ cells }: TableLine): boolean => !cells[0]?.startsWith("#") && cells.some((cell) => cell !== "");

const separatorOf = (line: string): string => {
  const bare = line.replaceAll(/"[^"]*"/g, "");
  return ["\t", ";", ","].find((one) => bare.includes(one)) ?? ",";
};

const linesOf = (text: string, separator: string): TableLine[] => {
  const lines: TableLine[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const end = text[at] === "#" ? endOfLine(text, at) : undefined;
    const { cells, next } = end === undefined ? cellsFrom(text, at, separator) : { cells: [], next: end };
    lines.push({ line, cells });
    line += text.slice(at, next).split("\n").length - 1;
    at = next;
  }
  return lines;
};

const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
};

/** Cells up to the line break that stands outside of quotes. A quote that is never closed ends with its line. */
const cellsFrom = (text: string, start: number, separator: string): { cells: string[]; next: number } => {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const { cell, end } = cellAt(text, at, separator);
    cells.push(cell.trim());
    if (text[end] !== separator) return { cells, next: end + 1 };
    at = end + 1;
  }
};

const cellAt = (text: string, at: number, separator: string): { cell: string; end: number } => {
  const quoted = /"(?:[^"]|"")*"/y;
  quoted.lastIndex = at;
  const inQuotes = quoted.exec(text)?.[0];
  const after = at + (inQuotes?.length ?? 0);
  if (inQuotes !== undefined && [separator, "\n", undefined].includes(text[after]))
    return { cell: inQuotes.slice(1, -1).replaceAll('""', '"'), end: after };
  let end = at;
  while (end < text.length && text[end] !== separator && text[end] !== "\n") end++;
  return { cell: text.slice(at, end), end };
};
