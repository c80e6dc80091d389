import { URGENCIES } from "../prognosis/forecast.ts";
import type { PreviewRun } from "./preview-run.ts";

/** Something to say of a preview: a key of the message catalogue, and what is filled in. `before` is absent for a node that is new. */
export interface Finding {
  readonly key: FindingKey;
  readonly before?: number;
  readonly after?: number;
  /** Component, code, name. */
  readonly name?: string;
  readonly text?: string;
  readonly urgency?: string;
  /** True if the settings make a difference here. */
  readonly differs: boolean;
}

export type FindingKey =
  | "alarms"
  | "orders"
  | "criticalOrders"
  | "urgencyEarlier"
  | "urgencyLater"
  | "urgencyNew"
  | "urgencyGone"
  | "rul"
  | "forecasts"
  | "insufficient"
  | "readings"
  | "refused"
  | "windows"
  | "missing"
  | "scenarios"
  | "best"
  | "messages"
  | "errors";

/** Counts that are told where either run has some. */
const COUNTED = [
  "alarms",
  "orders",
  "criticalOrders",
  "forecasts",
  "insufficient",
  "readings",
  "windows",
  "missing",
  "scenarios",
] as const;

const HOUR_MS = 3_600_000;
/** Two forecasts that differ by less say the same to whoever plans by them. */
const SAME_SHARE = 0.005;

/** What to say, what differs first. @param before undefined: the node isn't deployed */
export const compareRuns = (before: PreviewRun | undefined, after: PreviewRun): readonly Finding[] => {
  const counted = COUNTED.flatMap((key): Finding[] => {
    const [was, is] = [before?.[key], after[key]];
    if (!was && !is) return [];
    const text = key === "insufficient" ? (after.insufficientReason ?? before?.insufficientReason) : undefined;
    return [{ ...finding(key, was, is), ...(text ? { text } : {}) }];
  });
  const found = [
    ...urgencies(before, after),
    ...counted,
    ...refusals(before, after),
    ...lives(before, after),
    ...bestOf(before, after),
    ...troubles(before, after),
  ];
  const told = found.length > 0 ? found : [finding("messages", before?.messagesOut, after.messagesOut)];
  return [...told.filter(({ differs }) => differs), ...told.filter(({ differs }) => !differs)];
};

const finding = (key: FindingKey, before: number | undefined, after: number | undefined, name?: string): Finding => ({
  key,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
  ...(name === undefined ? {} : { name }),
  differs: before !== undefined && before !== after,
});

/** "WARNING 48 h earlier": `after` is by how many hours. */
const urgencies = (before: PreviewRun | undefined, after: PreviewRun): Finding[] => {
  if (!before) return [];
  const names = new Set([...Object.keys(before.outlook), ...Object.keys(after.outlook)]);
  return [...names].sort().flatMap((name) =>
    URGENCIES.filter((urgency) => urgency !== "NORMAL").flatMap((urgency): Finding[] => {
      const [was, is] = [before.outlook[name]?.since[urgency], after.outlook[name]?.since[urgency]];
      if (was === is) return [];
      if (was === undefined) return [{ key: "urgencyNew", name, urgency, differs: true }];
      if (is === undefined) return [{ key: "urgencyGone", name, urgency, differs: true }];
      const key = is < was ? "urgencyEarlier" : "urgencyLater";
      return [{ key, name, urgency, after: Math.abs(is - was) / HOUR_MS, differs: true }];
    }),
  );
};

/** In percent of all readings. */
const refusals = (before: PreviewRun | undefined, after: PreviewRun): Finding[] => {
  const codes = new Set([...Object.keys(before?.refused ?? {}), ...Object.keys(after.refused)]);
  const share = (run: PreviewRun | undefined, code: string): number | undefined => {
    if (!run) return undefined;
    const refused = Object.values(run.refused).reduce((sum, { count }) => sum + count, 0);
    const all = run.readings + Math.max(0, refused - run.bad);
    return all === 0 ? 0 : (100 * (run.refused[code]?.count ?? 0)) / all;
  };
  return [...codes].sort().map((code) => ({
    ...finding("refused", share(before, code), share(after, code), code),
    text: (after.refused[code] ?? before?.refused[code])?.message ?? "",
  }));
};

/** Hours left by the last forecast. */
const lives = (before: PreviewRun | undefined, after: PreviewRun): Finding[] =>
  Object.entries(after.outlook).flatMap(([name, { rulHours }]) => {
    if (rulHours === undefined) return [];
    const was = before?.outlook[name]?.rulHours;
    const same = was !== undefined && Math.abs(was - rulHours) <= SAME_SHARE * Math.max(was, rulHours);
    return [{ ...finding("rul", was, rulHours, name), differs: was !== undefined && !same }];
  });

const bestOf = (before: PreviewRun | undefined, after: PreviewRun): Finding[] =>
  after.best === undefined
    ? []
    : [{ key: "best", name: after.best, differs: before?.best !== undefined && before.best !== after.best }];

const troubles = (before: PreviewRun | undefined, after: PreviewRun): Finding[] => {
  const told = new Set([...Object.keys(before?.refused ?? {}), ...Object.keys(after.refused)]);
  const codes = new Set([...Object.keys(before?.errors ?? {}), ...Object.keys(after.errors)]);
  return [...codes]
    .filter((code) => !told.has(code))
    .sort()
    .map((code) => ({
      ...finding("errors", before && (before.errors[code]?.count ?? 0), after.errors[code]?.count ?? 0, code),
      text: (after.errors[code] ?? before?.errors[code])?.message ?? "",
    }));
};
