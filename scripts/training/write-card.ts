import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BaseFeature } from "../../models/prognosis/base-features.ts";
import {
  HISTORY_FEATURE_SET,
  historyFeatureNames,
  historyFeatureUnits,
} from "../../models/prognosis/history-features.ts";
import { MODEL_CARD_TAG, type ModelCard, type ModelFeature } from "../../models/prognosis/model-card.ts";
import { packageRoot } from "../start/layout.ts";
import type { Row } from "./feature-table.ts";

/** What each input was seen to be in training. */
export const featuresOf = (bases: readonly BaseFeature[], rows: readonly Row[]): ModelFeature[] => {
  const names = historyFeatureNames(bases.map((base) => base.name));
  const units = historyFeatureUnits(bases.map((base) => base.unit));
  return names.map((name, i) => {
    const seen = rows.map((row) => row.vector[i] ?? Number.NaN).sort((a, b) => a - b);
    const at = (share: number): number => rounded(seen[Math.floor(share * (seen.length - 1))] ?? 0);
    return { name, unit: units[i] ?? "", min: at(0), median: at(0.5), max: at(1), ...spreadOf(seen) };
  });
};

const spreadOf = (values: readonly number[]): Pick<ModelFeature, "mean" | "sd"> => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean: rounded(mean), sd: rounded(Math.sqrt(variance)) };
};

const rounded = (value: number): number => Number(value.toPrecision(6));

type Given = Pick<
  ModelCard,
  "assetType" | "component" | "failureMode" | "features" | "physics" | "quantileLevels" | "calibration" | "metrics"
> & {
  readonly bases: readonly BaseFeature[];
  readonly training: Omit<ModelCard["training"], "data" | "codeVersion">;
  readonly opset: Readonly<Record<string, number>>;
};

const LIMITS = [
  "Trained on simulated machines only: the equations, the noise and the spread of wear rates are those of the physics model of this asset type. On a real machine it is a demonstration until its forecasts were scored there.",
  "It does not know of failures from other causes than this failure mode, nor of damage by a single event.",
  "It assumes that the machine goes on being run as it was: a lasting change of load shows only as the features change.",
  "Outside the range of features named here it extrapolates as trees do: it repeats the outermost forecast it learned.",
  "Its calibration holds on average over a machine's life and over machines like those simulated, not at each moment of it.",
];

/** Writes `card.json` beside `model.onnx` in `folder`. */
export const writeCard = async (folder: string, given: Given): Promise<ModelCard> => {
  const bytes = await readFile(join(folder, "model.onnx"));
  const { version } = JSON.parse(await readFile(join(packageRoot(), "package.json"), "utf8"));
  const { bases, training, opset, ...rest } = given;
  const card: ModelCard = {
    schema: MODEL_CARD_TAG,
    name: `${given.assetType} ${given.component}`,
    forecasts: `Hours until ${given.component} fails by ${given.failureMode}, as quantiles, before calibration`,
    unit: "h",
    featureSet: HISTORY_FEATURE_SET,
    baseFeatures: [...bases],
    stepHours: 1,
    ...rest,
    training: {
      data:
        `Machines of models/assets/${given.assetType} simulated from new to failure: wear rates drawn for each, load by ` +
        "shift with a level set anew every 400 h (4 %) and scatter (3 %), sensor noise, 1 to 6 samples an hour; a quarter " +
        "of the histories begin in the middle of a life. No seed is the demo plant's.",
      ...training,
      codeVersion: `twinloom ${version}`,
    },
    limits: LIMITS,
    model: {
      file: "model.onnx",
      sha256: createHash("sha256").update(bytes).digest("hex"),
      bytes: bytes.length,
      opset: { ...opset },
    },
  };
  const pretty = JSON.stringify(card, undefined, 2).replace(
    /\[\n\s+(-?[\d.][^\]]*?)\n\s+\]/g,
    (_, list: string) => `[${list.replace(/\s+/g, " ")}]`,
  );
  await writeFile(join(folder, "card.json"), `${pretty}\n`);
  return card;
};
