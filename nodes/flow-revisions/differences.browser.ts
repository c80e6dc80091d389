import type { WorkOrder } from "../../models/maintenance/work-order.ts";
import type { Compared } from "./backtest-service.ts";
import { element } from "./elements.browser.ts";
import { say } from "./say.browser.ts";

const NUMBERS = [
  "orders",
  "criticalOrders",
  "setpoints",
  "alarms",
  "forecasts",
  "failures",
  "missed",
  "falseAlarms",
  "maeHours",
] as const;

/**
 * What one flow decides otherwise than another: a table of numbers, then what there is more and less of.
 *
 * @param heads what the two flows are called
 */
export const differences = (compared: Compared, heads: readonly [string, string]): readonly HTMLElement[] => {
  const { orders, alarms, forecasts, errors } = compared;
  const urgent = (order: WorkOrder): string => `${orderText(order)}, ${order.urgency}`;
  const changed = orders.changed.map(({ before: was, after: is, laterHours }) => {
    const urgency = was.urgency === is.urgency ? is.urgency : `${was.urgency} → ${is.urgency}`;
    return `${shiftText(laterHours)}${orderText(is)}, ${urgency}`;
  });
  return [
    numbers(compared, heads),
    ...listed("more", orders.added.map(urgent)),
    ...listed("fewer", orders.gone.map(urgent)),
    ...listed("changed", changed),
    ...listed(
      "alarmsDiffer",
      alarms.map((one) => say("backtest.alarm", { ...one })),
    ),
    ...listed(
      "forecastsDiffer",
      forecasts.urgencies.map(({ from, to, count }) => say("backtest.turned", { count, from, to })),
    ),
    ...listed(
      "errors",
      Object.entries(errors).map(([code, count]) => `${code}: ${count} ×`),
    ),
  ];
};

const numbers = ({ before, after }: Compared, heads: readonly [string, string]): HTMLElement => {
  const rows = NUMBERS.filter((key) => before[key] !== undefined || after[key] !== undefined).map((key) => {
    const cells = [say(`backtest.numbers.${key}`), shown(before[key]), shown(after[key])];
    const differs = before[key] === after[key] ? "" : "twinloom-backtest-differs";
    return element("tr", differs, ...cells.map((text) => element("td", "", text)));
  });
  const head = element("tr", "", ...["", ...heads].map((text) => element("th", "", text)));
  return element("table", "twinloom-backtest-numbers", head, ...rows);
};

/** A heading and its lines; nothing where there are none. */
export const listed = (what: string, lines: readonly string[]): HTMLElement[] =>
  lines.length === 0
    ? []
    : [element("h5", "", say(`backtest.${what}`)), element("ul", "", ...lines.map((line) => element("li", "", line)))];

const orderText = ({ raisedTime, title }: WorkOrder): string => `${dateText(raisedTime)}: ${title}`;

const shiftText = (laterHours: number): string =>
  laterHours === 0
    ? ""
    : `${say(laterHours > 0 ? "backtest.later" : "backtest.earlier", { hours: shown(Math.abs(laterHours)) })} – `;

export const dateText = (timeMs: number): string =>
  new Date(timeMs).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });

export const shown = (value: number | undefined): string =>
  value === undefined
    ? "–"
    : Number.isInteger(value)
      ? value.toLocaleString()
      : Number(value.toPrecision(3)).toLocaleString();
