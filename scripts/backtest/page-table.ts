import { escaped } from "../training/card-page/chart.ts";

/** A table of texts for a page; in words where it has no rows. */
export const pageTable = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? "<p>None.</p>"
    : `<table><tr>${heads.map((head) => `<th>${escaped(head)}`).join("")}${rows
        .map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}`).join("")}`)
        .join("")}</table>`;
