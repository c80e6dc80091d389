import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ModelCard } from "../../models/prognosis/model-card.ts";
import { readModelCard } from "../../models/prognosis/read-model-card.ts";

const HEAD = `# Trained models

Written by \`twinloom train plant\` from the cards. Each folder holds \`model.onnx\` and its \`card.json\`: features with
units and ranges, training data, calibration, metrics, limits of use.

All machines, for training and for the test, are simulated by the physics of \`models/assets\`. What these models are worth on a
real machine is not known until their forecasts were scored there.

Share of moments whose true remaining life was inside the interval, on test machines that neither training nor calibration saw
(moments of one machine hang together: with 100 machines a share is good to about ± 3 points), and the median absolute error
of the median where the forecast said less than a week:

`;

/** Writes \`README.md\` into the folder of the models: what each was measured to be worth. */
export const writeOverview = async (folder: string): Promise<void> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const cards = await Promise.all(
    names.sort().map(async (name) => readModelCard(await readFile(join(folder, name, "card.json"), "utf8"), name)),
  );
  const nominal = cards[0]?.metrics.coverage.map((one) => one.nominal) ?? [];
  const header = ["model", ...nominal.map(percent), "mean width of 90 %", "error under a week"];
  const lines = [header, header.map(() => "---"), ...cards.map(row)].map((cells) => `| ${cells.join(" | ")} |`);
  await writeFile(join(folder, "README.md"), `${HEAD}${lines.join("\n")}\n`);
};

const row = ({ assetType, component, metrics }: ModelCard): string[] => {
  const wide = metrics.coverage.find(({ nominal }) => nominal === 0.9)?.meanWidthHours ?? Number.NaN;
  const near = metrics.byForecast.filter(({ toHours }) => toHours !== null && toHours <= 168);
  const errors = near.map(({ fromHours, toHours, medianAbsoluteErrorHours }) => {
    return `${fromHours}–${toHours} h: ${medianAbsoluteErrorHours.toFixed(0)} h`;
  });
  return [
    `${assetType} ${component}`,
    ...metrics.coverage.map(({ measured }) => percent(measured)),
    `${wide.toFixed(0)} h`,
    errors.join(", "),
  ];
};

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
