/** How the cells of a file are set apart, found from its header line. */
export const csvSeparator = (header: string): string => {
  const bare = header.replace(/"[^"]*"/g, "");
  for (const separator of ["\t", ";", ","]) if (bare.includes(separator)) return separator;
  return ",";
};

/** The cells of one line (RFC 4180: quoted cells, "" for a quote; a line break inside of a cell is not supported). */
export const csvCells = (line: string, separator: string): string[] => {
  if (!line.includes('"')) return line.split(separator);
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const letter = line[i];
    if (letter === '"') {
      if (quoted && line[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = !quoted;
    } else if (letter === separator && !quoted) {
      cells.push(cell);
      cell = "";
    } else cell += letter;
  }
  cells.push(cell);
  return cells;
};

/** The number in a cell; a decimal comma where cells are set apart by `;`. What is no number comes back as its text. */
export const csvNumber = (cell: string, separator: string): number | string => {
  const text = cell.trim();
  const number = Number(separator === ";" ? text.replace(",", ".") : text);
  return Number.isNaN(number) && text.toLowerCase() !== "nan" ? text : number;
};
