/** Figures of each subset that are quoted or aimed at, not measured here. */
export interface QuotedRow {
  readonly words: string;
  readonly score: "rmseClipped" | "nasaScoreClipped" | "rmseTrueRulUpTo50";
  readonly figures: Readonly<Record<string, number>>;
}

const row = (
  words: string,
  score: QuotedRow["score"],
  figures: readonly [number, number, number, number],
): QuotedRow => ({
  words,
  score,
  figures: { FD001: figures[0], FD002: figures[1], FD003: figures[2], FD004: figures[3] },
});

/**
 * What others published, as it was found: on the official test sets, by conventions of the label that differ between papers. And
 * what this project aims at.
 */
export const QUOTED: readonly QuotedRow[] = [
  row("aim", "rmseClipped", [10.5, 10, 9.5, 10.5]),
  row("FFVE, as published", "rmseClipped", [12.31, 12.55, 12.43, 14.08]),
  row("DKAMFormer (2025), from a secondary source", "rmseClipped", [10.68, 10.7, 10.52, 12.89]),
  row("aim", "nasaScoreClipped", [170, 430, 175, 520]),
  row("aim", "rmseTrueRulUpTo50", [3.8, 3.8, 2.9, 4.5]),
];
