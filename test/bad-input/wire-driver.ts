import type { Driver } from "./driver.ts";

const GOOD = [{ payload: { time: "$time", values: { flow: "$value" } } }];

/** Messages on the input. */
export const wireDriver = (): Driver => ({
  settings: () => ({ protocol: "wire" }),
  good: (row, words, send) => send(row, row.good ?? GOOD, words),
  give: (row, words, send) => send(row, row.given, words),
  stop: async () => undefined,
});
