import type { ComponentScores, PlantScores } from "./plant-scores.ts";
import type { EngineScore } from "./score-engine.ts";

const HEADINGS = [
  "",
  "mean error of the median",
  "pinball loss",
  "of ln(1 + h)",
  "50 %",
  "80 %",
  "90 %",
  "95 %",
  "mean width of 90 %",
];

/** `docs/hybrid.md`, wholly from one run. */
export const hybridPage = ({ protocol, seed, samples, components }: PlantScores): string => {
  const lives = Math.min(...components.map((one) => one.lives));
  return [
    "# Physics, trained models, and both together",
    "",
    `Written by \`npm run -s twinloom -- evaluate plant --seed ${seed} --lives ${lives} --write\`; run it again rather than edit this page.`,
    "",
    `${protocol} ${samples} Monte Carlo runs a physics forecast.`,
    "",
    "- *physics as it is*: the state estimated from telemetry and run forward, nothing else",
    "- *physics*: the same, calibrated on other simulated machines (`hybrid.json`); the engine *physics*",
    "- *trained model*: the shipped ONNX model with its own calibration; the engine *onnx*",
    "- *hybrid*: quantiles of the calibrated physics and the trained model averaged in ln(1 + hours) with weights from other machines,",
    "  calibrated again, the physics alone outside of the trained model's range; the engine *hybrid*",
    "",
    "The pinball loss, mean over seven quantiles, is what a whole distribution is worth: less is better. Under 50 % to 95 % stands the",
    "share of moments whose truth was inside the interval of that confidence.",
    "",
    ...verdict(components),
    ...components.flatMap(section),
  ].join("\n");
};

const section = ({ assetType, component, lives, moments, engines }: ComponentScores): string[] => [
  `## ${assetType}, ${component}`,
  "",
  `${lives} machines, ${moments} moments.`,
  "",
  row(HEADINGS),
  row(HEADINGS.map(() => "---")),
  ...engines.map(engineRow),
  "",
];

const engineRow = (score: EngineScore): string =>
  row([
    score.engine,
    `${score.meanAbsoluteErrorHours.toFixed(1)} h`,
    `${score.pinballHours.toFixed(2)} h`,
    score.pinballLog.toFixed(4),
    ...score.coverage.map(({ measured }) => `${(100 * measured).toFixed(1)} %`),
    `${score.meanWidth90Hours.toFixed(0)} h`,
  ]);

/** Hybrid against the better of the two engines, machine by machine. */
const verdict = (components: readonly ComponentScores[]): string[] => [
  "Pinball loss of the hybrid less that of the better engine, mean over machines ± its standard error; negative: the hybrid is better:",
  "",
  row(["component", "better engine", "hybrid less that"]),
  row(["---", "---", "---"]),
  ...components.map(({ assetType, component, engines }) => {
    const hybrid = engines.find(({ engine }) => engine === "hybrid");
    const [best] = engines
      .filter(({ engine }) => engine === "physics" || engine === "trained model")
      .sort((a, b) => a.pinballHours - b.pinballHours);
    const gaps = (hybrid?.pinballByLife ?? []).map((loss, i) => loss - (best?.pinballByLife[i] ?? Number.NaN));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (gaps.length - 1);
    const error = Math.sqrt(variance / gaps.length);
    return row([`${assetType} ${component}`, best?.engine ?? "", `${mean.toFixed(2)} ± ${error.toFixed(2)} h`]);
  }),
  "",
];

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
