import type { Trace } from "./trace-order.ts";

/** The strongest reasons are enough for a terminal; `--json` has all. */
const MOST_DRIVERS = 8;

/** The way from the order back to the telemetry, for a terminal. */
export const whyText = ({ order, forecast, revisions, recomputed, window, waveforms }: Trace): string[] => [
  `${order.id}: ${order.title} (${order.status}, ${order.urgency})`,
  ...order.history.map(({ time, by, action, text }) => `  ${at(time)}  ${action} by ${by}${text ? `: ${text}` : ""}`),
  ...(order.alarmId ? ["", `Rule: a high alarm of the component, ${order.alarmId}`] : []),
  ...(forecast ? ["", ...forecastLines(forecast)] : []),
  ...(recomputed
    ? [`  computed again: ${recomputed.result} (${recomputed.reason}${listed(recomputed.differing)})`]
    : []),
  "",
  ...revisionLines(order.lineage?.flowRevision, revisions),
  ...(order.lineage ? ["", `Input window: ${at(order.lineage.fromMs)} to ${at(order.lineage.toMs)}`] : []),
  ...(window.length + waveforms.length > 0
    ? [
        ...window.map(({ channel, unit, samples, mean }) =>
          `  ${channel}: ${samples} samples, mean ${mean.toPrecision(5)} ${unit}`.trimEnd(),
        ),
        ...waveforms.map(({ channel, measured, kept }) => `  ${channel}: ${measured} waveforms, ${kept} still kept`),
      ]
    : ["  the telemetry of that time is not in this file"]),
];

const forecastLines = (forecast: NonNullable<Trace["forecast"]>): string[] => {
  const {
    id,
    engine,
    model,
    rulHours = Number.NaN,
    interval,
    probabilityOfFailure,
    actAtProbability = Number.NaN,
  } = forecast;
  const range = interval
    ? `, ${hours(interval.lowHours)} to ${hours(interval.highHours)} at ${100 * interval.confidence} %`
    : "";
  const { within48h = Number.NaN, within168h = Number.NaN } = probabilityOfFailure ?? {};
  const inputs = Object.keys(forecast.computedFrom?.inputs ?? {}).length;
  return [
    `Rule: act at a probability of failure of ${percent(actAtProbability)}; within 48 h it was ${percent(within48h)}, within 168 h ${percent(within168h)}`,
    `Forecast ${id}: ${hours(rulHours)} left${range}`,
    `  ${engine} ${model.name}, model ${model.hash.slice(0, 12)}, from ${inputs} inputs`,
    ...forecast.drivers.slice(0, MOST_DRIVERS).map(({ text }) => `  ${text}`),
  ];
};

const revisionLines = (flow: string | undefined, revisions: Trace["revisions"]): string[] => [
  `Flow ${flow ?? "unknown"}${flow && revisions.length === 0 ? ", whose revision is not here" : ""}`,
  ...revisions.map(
    ({ id, time, user, message }) =>
      `  revision ${id}, ${time.replace("T", " ").slice(0, 19)} UTC by ${user}: ${message || "no message"}`,
  ),
];

const listed = (names: readonly string[]): string => (names.length > 0 ? `: ${names.join(", ")}` : "");
const at = (ms: number): string => new Date(ms).toISOString().replace("T", " ").slice(0, 19);
const hours = (value: number): string => `${value.toFixed(0)} h`;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
