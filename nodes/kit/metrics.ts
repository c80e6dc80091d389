import { COUNTERS, type CounterName, GAUGES, type GaugeName } from "./metric-names.ts";

export type Labels = Readonly<Record<string, string>>;

interface Series {
  readonly labels: Labels;
  /** NaN where there is nothing to tell now. */
  read(): number;
}

/** All series of one name at one moment. */
export interface Metric {
  readonly name: string;
  readonly type: "counter" | "gauge";
  readonly help: string;
  readonly samples: readonly { readonly labels: Labels; readonly value: number }[];
}

interface Counter extends Series {
  total: number;
}

interface Book {
  readonly counters: Map<CounterName, Map<string, Counter>>;
  readonly gauges: Map<GaugeName, Set<Series>>;
}

/** One for the process: who reads it may have been loaded from another file than who writes (source and build). */
const BOOK = Symbol.for("twinloom.metrics");

const book = (): Book => {
  const process = globalThis as typeof globalThis & { [BOOK]?: Book };
  process[BOOK] ??= { counters: new Map(), gauges: new Map() };
  return process[BOOK];
};

/** Adds to a counter, which is there with 0 from its first mention on. */
export const count = (name: CounterName, labels: Labels, by: number): void => {
  const { counters } = book();
  const series = counters.get(name) ?? new Map<string, Counter>();
  counters.set(name, series);
  const key = Object.values(labels).join("\u0000");
  const known = series.get(key);
  if (known) {
    known.total += by;
    return;
  }
  const made: Counter = { labels, total: by, read: () => made.total };
  series.set(key, made);
};

/** Offers a number that is read whenever somebody asks, until `signal` ends it. */
export const gauge = (name: GaugeName, labels: Labels, read: () => number, signal: AbortSignal): void => {
  const { gauges } = book();
  const all = gauges.get(name) ?? new Set<Series>();
  gauges.set(name, all);
  const series = { labels, read };
  all.add(series);
  signal.addEventListener("abort", () => all.delete(series), { once: true });
};

/** Every counter and gauge there is now, by name. */
export const readMetrics = (): readonly Metric[] => {
  const { counters, gauges } = book();
  const told = (series: Iterable<Series>): Metric["samples"] =>
    Array.from(series, ({ labels, read }) => ({ labels, value: read() })).filter(({ value }) => !Number.isNaN(value));
  const counted = Array.from(
    counters,
    ([name, series]): Metric => ({ name, type: "counter", help: COUNTERS[name], samples: told(series.values()) }),
  );
  const gauged = Array.from(
    gauges,
    ([name, series]): Metric => ({ name, type: "gauge", help: GAUGES[name], samples: told(series) }),
  );
  return [...counted, ...gauged].sort((a, b) => (a.name < b.name ? -1 : 1));
};
