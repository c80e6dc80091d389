import { formatFigure, HEADINGS } from "./format-figure.ts";
import type { Report, SectionReport } from "./report.ts";

/** `docs/benchmarks.md`, wholly from one run. */
export const benchmarksPage = ({ machine, date, command, quick, sections }: Report): string =>
  [
    "# Benchmarks",
    "",
    `Written by \`${command}\` on ${date.slice(0, 10)}; run it again rather than edit this page.`,
    ...(quick ? ["", "**A quick run: too short to be quoted.**"] : []),
    "",
    "| machine | |",
    "|---|---|",
    `| processor | ${machine.cpu}, ${machine.cores} cores |`,
    `| memory | ${machine.memoryGb} GB |`,
    `| Node.js | ${machine.node} |`,
    `| Node-RED | ${machine.nodeRed} |`,
    `| load before the run | ${machine.loadBefore} |`,
    `| commit | ${machine.commit} |`,
    "",
    "A ratio is ours / theirs, the median over rounds in which both took turns, so that both met the same load of the machine.",
    "Compare ratios; figures without one drift with what else the machine does.",
    "",
    ...sections.flatMap(sectionLines),
  ].join("\n");

const sectionLines = ({ name, title, figures, notes, failed }: SectionReport): string[] => [
  `## ${title}`,
  "",
  `\`npm run bench -- --only ${name}\``,
  "",
  ...(failed
    ? [`Failed: ${failed}`]
    : [row(HEADINGS), row(HEADINGS.map(() => "---")), ...figures.map((figure) => row(formatFigure(figure)))]),
  "",
  ...notes.map((note) => `- ${note}`),
  ...(notes.length > 0 ? [""] : []),
];

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
