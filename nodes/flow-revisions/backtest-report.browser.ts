import type { WorkOrder } from "../../models/maintenance/work-order.ts";
import type { BacktestReport } from "./backtest-service.ts";
import { button, element } from "./elements.browser.ts";
import { say } from "./say.browser.ts";

const NUMBERS = [
  "orders",
  "criticalOrders",
  "alarms",
  "forecasts",
  "failures",
  "missed",
  "falseAlarms",
  "maeHours",
] as const;

/** What the flow of the editor decides otherwise than the deployed one. */
export const backtestReport = (report: BacktestReport, openPage: () => void): HTMLElement => {
  const { fromMs, toMs, machines, readings, before, after, orders, alarms, forecasts } = report;
  const rows = NUMBERS.filter((key) => before[key] !== undefined || after[key] !== undefined).map((key) => {
    const differs = before[key] !== after[key];
    const cells = [say(`backtest.numbers.${key}`), shown(before[key]), shown(after[key])].map((text) =>
      element("td", "", text),
    );
    return element("tr", differs ? "twinloom-backtest-differs" : "", ...cells);
  });
  const heads = ["", say("backtest.deployed"), say("backtest.here")].map((text) => element("th", "", text));
  const changed = orders.changed.map(({ before: was, after: is, laterHours }) => {
    const urgency = was.urgency === is.urgency ? is.urgency : `${was.urgency} → ${is.urgency}`;
    return `${shiftText(laterHours)}${orderText(is)}, ${urgency}`;
  });
  const urgencies = forecasts.urgencies.map(({ from, to, count }) => say("backtest.turned", { count, from, to }));
  return element(
    "div",
    "twinloom-revision-changes",
    element(
      "p",
      "twinloom-revision-by",
      say("backtest.about", {
        machines: machines.join(", "),
        from: dateText(fromMs),
        to: dateText(toMs),
        readings: shown(readings),
      }),
    ),
    element("table", "twinloom-backtest-numbers", element("tr", "", ...heads), ...rows),
    ...listed(
      "more",
      orders.added.map((order) => `${orderText(order)}, ${order.urgency}`),
    ),
    ...listed(
      "fewer",
      orders.gone.map((order) => `${orderText(order)}, ${order.urgency}`),
    ),
    ...listed("changed", changed),
    ...listed(
      "alarmsDiffer",
      alarms.map((one) => say("backtest.alarm", { ...one })),
    ),
    ...listed("forecastsDiffer", urgencies),
    ...listed(
      "errors",
      Object.entries(report.errors).map(([code, count]) => `${code}: ${count} ×`),
    ),
    ...listed(
      "doubts",
      report.doubts.map(({ name, id, type }) => `${name || id} (${type})`),
    ),
    ...listed(
      "muted",
      report.muted.map(({ name, id, type }) => `${name || id} (${type})`),
    ),
    button(say("backtest.page"), openPage),
  );
};

const listed = (what: string, lines: readonly string[]): HTMLElement[] =>
  lines.length === 0
    ? []
    : [element("h5", "", say(`backtest.${what}`)), element("ul", "", ...lines.map((line) => element("li", "", line)))];

const orderText = ({ raisedTime, title }: WorkOrder): string => `${dateText(raisedTime)}: ${title}`;

const shiftText = (laterHours: number): string =>
  laterHours === 0
    ? ""
    : `${say(laterHours > 0 ? "backtest.later" : "backtest.earlier", { hours: shown(Math.abs(laterHours)) })} – `;

const dateText = (timeMs: number): string =>
  new Date(timeMs).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });

const shown = (value: number | undefined): string =>
  value === undefined
    ? "–"
    : Number.isInteger(value)
      ? value.toLocaleString()
      : Number(value.toPrecision(3)).toLocaleString();
