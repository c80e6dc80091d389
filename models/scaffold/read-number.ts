/**
 * The number in a cell of a list, as English and German tools write it: `1.5`, `1,5`, `1.234,5`, `1,234.5`, `1 234`, `-5 °C` (the unit
 * after it is not read). A lone group of three after a lone comma or point is a decimal: `1,234` is 1.234, as `1.234` is.
 *
 * @returns undefined where there is none
 */
export const readNumber = (cell: string): number | undefined => {
  const text = cell.trim().replaceAll(/[\u00a0\u202f' ](?=\d{3}(\D|$))/g, "");
  const found = /^[<>≤≥=]*\s*([+\-−]?\d[\d.,]*(?:[eE][+-]?\d+)?)/.exec(text)?.[1]?.replace("−", "-");
  if (found === undefined) return undefined;
  const number = Number(withPoint(found));
  return Number.isFinite(number) ? number : undefined;
};

/** Where both stand in it, the later one is the decimal sign; one that stands there more than once sets groups apart. */
const withPoint = (text: string): string => {
  const [comma, point] = [text.lastIndexOf(","), text.lastIndexOf(".")];
  if (comma >= 0 && point >= 0)
    return comma > point ? text.replaceAll(".", "").replace(",", ".") : text.replaceAll(",", "");
  const sign = comma >= 0 ? "," : ".";
  return text.split(sign).length > 2 ? text.replaceAll(sign, "") : text.replace(",", ".");
};
