import { formatFigure, HEADINGS } from "./format-figure.ts";
import type { Report, SectionReport } from "./report.ts";

/** The tables of a run for a terminal. */
export const printReport = ({ machine, sections, quick }: Report): string => {
  const { cpu, cores, memoryGb, node, nodeRed, loadBefore, commit } = machine;
  const head = `${cpu}, ${cores} cores, ${memoryGb} GB; Node.js ${node}, Node-RED ${nodeRed}; load before ${loadBefore}; ${commit}`;
  const hurried = quick ? ["Quick: too short to be quoted."] : [];
  return [head, ...hurried, "", ...sections.flatMap(lines)].join("\n");
};

const lines = ({ title, figures, notes, failed, seconds }: SectionReport): string[] => {
  const rows = [HEADINGS, ...figures.map(formatFigure)];
  const widths = HEADINGS.map((_heading, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const table = rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
  return [
    `${title} (${seconds} s)`,
    ...(failed ? [`  FAILED: ${failed}`] : table),
    ...notes.map((note) => `  ${note}`),
    "",
  ];
};
