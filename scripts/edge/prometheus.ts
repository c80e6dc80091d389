import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { COUNTERS, GAUGES } from "../../nodes/kit/metric-names.ts";
import { type Metric, readMetrics } from "../../nodes/kit/metrics.ts";

/**
 * Prometheus' view of this process: its own numbers, Node.js' and ours, read when somebody asks.
 *
 * @param others told of processes beside this one
 */
export const prometheusText = (
  version: string,
  others: () => readonly Metric[] = () => [],
): (() => Promise<{ type: string; text: string }>) => {
  const defaults = new Registry();
  collectDefaultMetrics({ register: defaults });
  new Gauge({
    name: "twinloom_build_info",
    help: "1, with the version",
    labelNames: ["version"],
    registers: [defaults],
  })
    .labels(version)
    .set(1);
  return async () => {
    const ours = new Registry();
    const told = new Map(readMetrics().map((metric) => [metric.name, metric]));
    for (const [name, help] of Object.entries(COUNTERS)) addTo(ours, told.get(name) ?? none(name, "counter", help));
    for (const [name, help] of Object.entries(GAUGES)) addTo(ours, told.get(name) ?? none(name, "gauge", help));
    for (const metric of others()) addTo(ours, metric);
    return { type: ours.contentType, text: `${await defaults.metrics()}\n${await ours.metrics()}` };
  };
};

const none = (name: string, type: Metric["type"], help: string): Metric => ({ name, type, help, samples: [] });

/** An age or a backlog of nothing is not 0, which would be read as fresh or empty: what nobody tells has no line. */
const addTo = (registry: Registry, { name, type, help, samples }: Metric): void => {
  const told = new Set(samples.flatMap(({ labels }) => Object.keys(labels)));
  const labelNames = type === "gauge" && samples.length === 0 ? ["name"] : [...told];
  const options = { name, help, labelNames, registers: [registry] };
  if (type === "counter") {
    const counter = new Counter(options);
    for (const { labels, value } of samples) counter.inc({ ...labels }, value);
  } else {
    const gauge = new Gauge(options);
    for (const { labels, value } of samples) gauge.set({ ...labels }, value);
  }
};
