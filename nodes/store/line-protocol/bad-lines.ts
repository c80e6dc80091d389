export interface BadLine {
  /** Of the point among those that were sent, from 0. */
  readonly index: number;
  readonly reason: string;
}

/** InfluxDB 3 names no more; there may be others then. */
const MOST_NAMED = 100;

/**
 * The lines that InfluxDB 3 has refused of a write whose others it has taken: it answers 400 with
 * `{"error": …, "data": [{"line_number": 2, "error_message": …}]}`, lines counted from 1.
 *
 * @param lines as they were sent; a text may hold line breaks
 * @returns undefined where the answer does not name all of them
 * @see https://docs.influxdata.com/influxdb3/core/write-data/troubleshoot/
 */
export const badLines = (answer: string, lines: readonly string[]): readonly BadLine[] | undefined => {
  const data = dataOf(answer);
  if (!Array.isArray(data) || data.length === 0 || data.length >= MOST_NAMED) return undefined;
  const pointOf = new Map<number, number>();
  let lineNumber = 1;
  for (const [index, line] of lines.entries()) {
    for (const _ of line.split("\n")) pointOf.set(lineNumber++, index);
  }
  const bad = new Map<number, string>();
  for (const one of data) {
    const { line_number: number, error_message: reason } = Object(one);
    const index = pointOf.get(Number(number));
    if (index === undefined) return undefined;
    bad.set(index, String(reason ?? "no reason given"));
  }
  return [...bad].map(([index, reason]) => ({ index, reason }));
};

const dataOf = (answer: string): unknown => {
  try {
    return Object(JSON.parse(answer)).data;
  } catch {
    return undefined;
  }
};
