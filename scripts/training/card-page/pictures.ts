import type { ModelCard } from "../../../models/prognosis/model-card.ts";
import { bar, chart, dot, line, text } from "./chart.ts";

const unitOf = ({ unit }: ModelCard): string => (unit === "h" ? "hours" : "cycles");

/** Forecast against truth on lives that the model did not see, each with its 90 % interval. Empty if the card has none. */
export const forecastPicture = (card: ModelCard): string => {
  const forecasts = card.metrics.forecasts ?? [];
  if (forecasts.length === 0) return "";
  const most = Math.max(...forecasts.flatMap(({ truth, high }) => [truth, high]));
  const frame = {
    x: [0, most],
    y: [0, most],
    xLabel: `true remaining life, ${unitOf(card)}`,
    yLabel: "forecast",
  } as const;
  return chart(frame, (x, y) =>
    [
      line(x(0), y(0), x(most), y(most), "ideal"),
      ...forecasts.map(({ truth, low, high }) => line(x(truth), y(low), x(truth), y(high), "whisker")),
      ...forecasts.map(({ truth, median }) => dot(x(truth), y(median))),
    ].join(""),
  );
};

/** How often the truth was inside the interval, by what the interval says. */
export const coveragePicture = ({ metrics }: ModelCard): string =>
  chart({ x: [0.4, 1], y: [0.4, 1], xLabel: "nominal coverage", yLabel: "measured coverage" }, (x, y) =>
    [
      line(x(0.4), y(0.4), x(1), y(1), "ideal"),
      ...metrics.coverage.map(({ nominal, measured }) => dot(x(nominal), y(Math.max(0.4, measured)))),
    ].join(""),
  );

/** Median absolute error by how long the machine truly had left. */
export const errorPicture = (card: ModelCard): string => {
  const bands = card.metrics.byRemainingLife;
  const most = Math.max(1, ...bands.map(({ medianAbsoluteErrorHours }) => medianAbsoluteErrorHours));
  const frame = { x: [0, bands.length], y: [0, most], xLabel: "", yLabel: `median error, ${unitOf(card)}` } as const;
  return chart(frame, (x, y) =>
    bands
      .map(({ fromHours, toHours, medianAbsoluteErrorHours }, i) => {
        const [left, top] = [x(i + 0.1), y(medianAbsoluteErrorHours)];
        const label = `${fromHours}–${toHours ?? "…"} left`;
        return bar(left, top, x(i + 0.9) - left, y(0) - top) + text(x(i + 0.5), y(0) + 32, label, "middle");
      })
      .join(""),
  );
};
