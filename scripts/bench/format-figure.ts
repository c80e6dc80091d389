import { type Figure, meetsTarget } from "./figure.ts";

/** A figure's cells: what, value, against, ratio, target. Empty where there is none. */
export const formatFigure = (figure: Figure): readonly string[] => {
  const { name, value, unit, against, ratio, target } = figure;
  const met = meetsTarget(figure);
  const limit = target ? ("atLeast" in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`) : "";
  const ofUnit = target?.of === "value" ? unit : "×";
  return [
    name,
    `${number(value)} ${unit}`,
    against ? `${number(against.value)} ${unit} (${against.name})` : "",
    ratio === undefined ? "" : `${ratio.toFixed(2)} ×`,
    target ? `${limit} ${ofUnit}${met === undefined ? "" : met ? ", met" : ", MISSED"}` : "",
  ];
};

export const HEADINGS = ["figure", "measured", "against", "ratio", "target"];

/** Three digits are all that such a measurement carries; whole numbers from 1,000 on have their thousands marked. */
const number = (value: number): string =>
  value >= 1000 ? Number(value.toPrecision(3)).toLocaleString("en-US") : String(Number(value.toPrecision(3)));
