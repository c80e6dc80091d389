import type { PassedLimit } from "../../models/backtest/limits.ts";
import { limitText } from "../../models/backtest/limits.ts";
import type { WorkOrder } from "../../models/maintenance/work-order.ts";
import type { Forecast } from "../../models/prognosis/forecast.ts";
import { chart, escaped, line } from "../training/card-page/chart.ts";
import type { BacktestResult } from "./backtest.ts";
import { shownNumber, summaryRows } from "./backtest-text.ts";
import { pageTable as table } from "./page-table.ts";
import { setpointSection } from "./setpoint-section.ts";
import { isoOf } from "./span.ts";

const STYLE = `
:root{color-scheme:light dark;--ink:CanvasText;--soft:color-mix(in srgb,CanvasText 25%,Canvas)}
body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}h2{margin-top:2.5rem}
.pictures{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0;flex:1 1 24rem;max-width:34rem}svg{width:100%;font-size:12px;fill:var(--ink)}
.grid{stroke:var(--soft);stroke-width:.5}polyline{fill:none;stroke-width:1.5}.before{stroke:#b5762f;stroke-dasharray:5 3}.after{stroke:#2f6fb5}
line.order-before{stroke:#b5762f;stroke-dasharray:2 3}line.order-after{stroke:#2f6fb5;stroke-dasharray:2 3}line.end{stroke:#c0392b;stroke-width:2}
table{border-collapse:collapse}td,th{padding:.15rem .8rem .15rem 0;text-align:left;border-bottom:1px solid var(--soft);font-variant-numeric:tabular-nums}
.passed{color:#c0392b;font-weight:600}`;

const DAY_MS = 86_400_000;
/** A picture has no room for more. */
const MOST_POINTS = 400;

/** A page about one run, or about two beside each other: no script, no other file. */
export const backtestPage = (result: BacktestResult, passed: readonly PassedLimit[]): string => {
  const { span, machines, before, after, diff } = result;
  const heads = before ? ["", `before, ${before.revision}`, `after, ${after.revision}`] : ["", after.revision];
  const limits = passed.map(
    ({ limit, before: was, after: is }) =>
      `<p class="passed">${escaped(limitText(limit))} is passed: ${shownNumber(was)} → ${shownNumber(is)}</p>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Backtest of ${escaped(after.revision)}</title><style>${STYLE}</style>
<h1>What the flow decides on history</h1>
<p>${escaped(machines.join(", "))}, ${isoOf(span.fromMs)} to ${isoOf(span.toMs)}.</p>${limits.join("")}
${table(heads, summaryRows(result))}
<h2>Remaining life by forecast</h2><p>Solid blue: ${before ? "after; dashed: before" : "this flow"}. Dotted uprights: orders raised. Red: the component failed.</p>
<div class="pictures">${pictures(result).join("")}</div>
${
  diff
    ? `<h2>Orders that differ</h2>${orderTable(diff.orders)}<h2>Alarms that differ</h2>${table(
        ["alarm", "rose before", "rose after", "cleared before", "cleared after"],
        diff.alarms.map((one) => [
          one.id,
          ...[one.before, one.after, one.clearedBefore, one.clearedAfter].map((times) => String(times)),
        ]),
      )}`
    : ""
}
<h2>Orders</h2>${table(["raised", "order", "component", "urgency"], after.decisions.orders.map(orderRow))}${
    before || after.decisions.setpointsMade.length > 0 ? setpointSection(result) : ""
  }
</html>
`;
};

const orderRow = (order: WorkOrder): string[] => [
  isoOf(order.raisedTime),
  order.title,
  `${order.asset} ${order.component}`,
  order.urgency,
];

const orderTable = ({ added, gone, changed, same }: NonNullable<BacktestResult["diff"]>["orders"]): string =>
  `<p>${same} the same.</p>${table(
    ["", "raised", "order", "component", "urgency"],
    [
      ...added.map((order) => ["more", ...orderRow(order)]),
      ...gone.map((order) => ["fewer", ...orderRow(order)]),
      ...changed.map(({ before, after, laterHours }) => [
        laterHours === 0
          ? "otherwise"
          : `${shownNumber(Math.abs(laterHours))} h ${laterHours > 0 ? "later" : "earlier"}`,
        ...orderRow(after).slice(0, -1),
        before.urgency === after.urgency ? after.urgency : `${before.urgency} → ${after.urgency}`,
      ]),
    ],
  )}`;

const pictures = ({ after, before, span }: BacktestResult): string[] => {
  const components = new Set(after.decisions.forecasts.map(({ asset, component }) => `${asset} ${component}`));
  return [...components].sort().map((name) => {
    const of = (side: typeof before) =>
      side?.decisions.forecasts.filter((one) => `${one.asset} ${one.component}` === name) ?? [];
    const orders = (side: typeof before) =>
      side?.decisions.orders.filter((one) => `${one.asset} ${one.component}` === name) ?? [];
    const [own, others] = [of(after), of(before)];
    const most = Math.max(1, ...[...own, ...others].map(({ rulHours }) => rulHours ?? 0));
    const days = (timeMs: number): number => (timeMs - span.fromMs) / DAY_MS;
    const ends = after.scores.filter((one) => `${one.asset} ${one.component}` === name && one.asFound === "failed");
    const frame = {
      x: [0, days(span.toMs)] as const,
      y: [0, most] as const,
      xLabel: "days",
      yLabel: "remaining life, h",
    };
    const svg = chart(frame, (x, y) => {
      const course = (forecasts: readonly Forecast[], kind: string): string =>
        `<polyline class="${kind}" points="${thinned(forecasts)
          .map(({ time, rulHours = 0 }) => `${x(days(time)).toFixed(1)},${y(rulHours).toFixed(1)}`)
          .join(" ")}"/>`;
      const upright = (timeMs: number, kind: string): string =>
        line(x(days(timeMs)), y(0), x(days(timeMs)), y(most), kind);
      return [
        course(others, "before"),
        course(own, "after"),
        ...orders(before).map(({ raisedTime }) => upright(raisedTime, "order-before")),
        ...orders(after).map(({ raisedTime }) => upright(raisedTime, "order-after")),
        ...ends.map(({ endMs }) => upright(endMs, "end")),
      ].join("");
    });
    return `<figure>${svg}<figcaption>${escaped(name)}</figcaption></figure>`;
  });
};

const thinned = (forecasts: readonly Forecast[]): readonly Forecast[] => {
  const told = forecasts.filter(({ rulHours }) => rulHours !== undefined);
  const step = Math.ceil(told.length / MOST_POINTS);
  return told.filter((_, i) => i % step === 0);
};
