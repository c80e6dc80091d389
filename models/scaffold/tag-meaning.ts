import { instrumentCode } from "./instrument-code.ts";
import type { ListedTag } from "./listed-tag.ts";
import { isQuantity, type Quantity } from "./quantity.ts";
import { shortName } from "./short-name.ts";
import { meaningsIn } from "./vocabulary.ts";

/** What the texts of a tag say of it. */
export interface TagMeaning {
  /** Empty where no word says it. More than one where the words do. */
  readonly quantities: readonly Quantity[];
  /** Where it is measured, such as `bearing`, `outlet`. */
  readonly places: ReadonlySet<string>;
  readonly isSetpoint: boolean;
  /** Only the code of an instrument, or a symbol, says what it measures. */
  readonly byCode: boolean;
}

/** Reads name and description: words first, and where they tell no quantity the instrument's code. */
export const tagMeaning = (tag: ListedTag): TagMeaning => {
  const name = shortName(tag.name ?? tag.tag);
  const meanings = meaningsIn(`${name} ${tag.description}`);
  const said = [...meanings].filter(isQuantity);
  const quantities = mostTelling(said);
  const code = quantities.length === 0 ? instrumentCode(name) : undefined;
  const places = new Set([...meanings].filter((one) => !isQuantity(one) && one !== "setpoint"));
  const isSetpoint = meanings.has("setpoint");
  return { quantities: code ? [code] : quantities, places, isSetpoint, byCode: code !== undefined };
};

/** `Temperaturalarm` is a state, `Schwinggeschwindigkeit` a vibration, `Drehzahl` beside `Position` both. */
const mostTelling = (said: readonly Quantity[]): readonly Quantity[] => {
  if (said.includes("state")) return ["state"];
  if (said.includes("vibration") || said.includes("acceleration")) return said.filter((one) => one !== "speed");
  return said;
};
