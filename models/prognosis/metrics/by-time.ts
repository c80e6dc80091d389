/** The forecasts of one life in the order they were made in; the list itself is left as it is. */
export const byTime = <T extends { readonly time: number }>(forecasts: readonly T[]): T[] =>
  forecasts.toSorted((a, b) => a.time - b.time);
