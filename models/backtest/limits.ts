import type { BacktestSummary } from "./summary.ts";

/** What may be limited: each is better the smaller it is. */
export const LIMITED = [
  "orders",
  "criticalOrders",
  "setpoints",
  "alarms",
  "missed",
  "falseAlarms",
  "maeHours",
  "winklerHours",
] as const;
export type Limited = (typeof LIMITED)[number];

/** How much a number may grow from one flow to another: by so much, or by so many percent of what it was. */
export interface Limit {
  readonly name: Limited;
  readonly by: number;
  readonly percent: boolean;
}

export interface PassedLimit {
  readonly limit: Limit;
  readonly before: number;
  readonly after: number;
}

/** `orders=5%`, `missed=0`; undefined if it is none. */
export const readLimit = (text: string): Limit | undefined => {
  const [, wanted = "", number = "", percent] = /^(\w+)=(\d+(?:\.\d+)?)(%?)$/.exec(text.trim()) ?? [];
  const name = LIMITED.find((one) => one === wanted);
  return name && { name, by: Number(number), percent: percent === "%" };
};

export const limitText = ({ name, by, percent }: Limit): string => `${name}=${by}${percent ? "%" : ""}`;

/** A number that only one of the two has is not compared. */
export const passedLimits = (
  limits: readonly Limit[],
  before: BacktestSummary,
  after: BacktestSummary,
): readonly PassedLimit[] =>
  limits.flatMap((limit): PassedLimit[] => {
    const [was, is] = [before[limit.name], after[limit.name]];
    if (was === undefined || is === undefined) return [];
    const allowed = was + (limit.percent ? (was * limit.by) / 100 : limit.by);
    return is > allowed + 1e-9 ? [{ limit, before: was, after: is }] : [];
  });
