import type { ModelCard, ModelFeature } from "../../../models/prognosis/model-card.ts";
import { escaped, number } from "./chart.ts";
import { coveragePicture, errorPicture, forecastPicture } from "./pictures.ts";

const STYLE = `
:root{color-scheme:light dark;--ink:CanvasText;--soft:color-mix(in srgb,CanvasText 25%,Canvas)}
body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
h1{margin-bottom:0}h2{margin-top:2.5rem}.pictures{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0;flex:1 1 20rem;max-width:27rem}
svg{width:100%;font-size:12px;fill:var(--ink)}.grid{stroke:var(--soft);stroke-width:.5}.ideal{stroke:var(--ink);stroke-dasharray:4 4}
.whisker{stroke:#4a90d9;stroke-opacity:.35}circle,rect{fill:#2f6fb5}table{border-collapse:collapse}td,th{padding:.15rem .8rem .15rem 0;
text-align:left;border-bottom:1px solid var(--soft);font-variant-numeric:tabular-nums}.range{display:inline-block;width:9rem;height:.8rem;
position:relative;background:var(--soft)}.range i{position:absolute;width:2px;height:100%;background:#2f6fb5}code{word-break:break-all}`;

/** A page about one model, made from its card alone: no script, no other file. */
export const cardPage = (card: ModelCard): string => {
  const { metrics, training, model } = card;
  const pictures = [
    [forecastPicture(card), "Forecast against truth, with the 90 % interval; the dashed line is a perfect forecast."],
    [coveragePicture(card), "How often the truth was inside the interval, by what the interval says."],
    [errorPicture(card), "Median error of the median, by how long the machine truly had left."],
  ].flatMap(([svg, words]) => (svg ? [`<figure>${svg}<figcaption>${words}</figcaption></figure>`] : []));
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(card.name)}</title><style>${STYLE}</style>
<h1>${escaped(card.name)}</h1><p>${escaped(card.forecasts)}, in ${card.unit === "h" ? "hours" : "cycles"}.</p>
<h2>What it is worth</h2><p>${escaped(metrics.protocol)}</p><div class="pictures">${pictures.join("")}</div>
${table(
  ["nominal", "measured", "mean width"],
  metrics.coverage.map((one) => [percent(one.nominal), percent(one.measured), number(one.meanWidthHours)]),
)}
${table(
  ["score", "value"],
  Object.entries(metrics.scores ?? {}).map(([name, value]) => [name, number(value)]),
)}
<h2>Limits of use</h2><ul>${card.limits.map((limit) => `<li>${escaped(limit)}`).join("")}</ul>
<h2>Operating conditions seen</h2>
${table(
  ["", "unit", "from", "to"],
  card.operatingConditions.map((one) => [one.name, one.unit, number(one.min), number(one.max)]),
)}
<h2>Training</h2>${table(
    ["", ""],
    [
      ["data", training.data],
      ["lives, rows, seed", `${training.lives}, ${training.rows}, ${training.seed}`],
      ["SHA-256 of the data", training.dataHash],
      ["algorithm", training.algorithm],
      ["code", training.codeVersion],
      ["calibration", `${card.calibration.lives} lives, ${card.calibration.rowsPerLife} moments of each`],
      ["SHA-256 of the model", model.sha256],
    ],
  )}
${driftSection(card.drift)}<h2>Inputs</h2><table><tr><th>name<th>unit<th>from<th>median<th>to<th>${card.features.map(featureRow).join("")}</table></html>
`;
};

const driftSection = (drift: ModelCard["drift"]): string =>
  drift
    ? `<h2>Drift of the inputs</h2><p>Outward part of the population stability index of what an input is beyond what the other channels let expect, over a machine's last
weeks; ${percent(drift.withinShare)} of ${drift.lives} lives were to stay below every limit from begin to end, of the test lives ${percent(drift.testedShare)} did.</p>
${table(
  ["input", "limit"],
  drift.inputs.map(({ name, limit }) => [name, number(limit)]),
)}`
    : "";

const featureRow = ({ name, unit, min, median, max }: ModelFeature): string => {
  const place = max > min ? (100 * (median - min)) / (max - min) : 50;
  const range = `<span class="range"><i style="left:${place.toFixed(0)}%"></i></span>`;
  return `<tr>${cells([name, unit, number(min), number(median), number(max)])}<td>${range}`;
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ""
    : `<table><tr>${head.map((cell) => `<th>${escaped(cell)}`).join("")}${rows.map((row) => `<tr>${cells(row)}`).join("")}</table>`;

const cells = (row: readonly string[]): string => row.map((cell) => `<td>${escaped(cell)}`).join("");

const percent = (share: number): string => `${number(100 * share)} %`;
