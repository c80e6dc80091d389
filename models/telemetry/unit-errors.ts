import { defineErrors } from "../errors/define-errors.ts";

export const unitErrors = defineErrors("UNIT", {
  syntax: [1, "{unit} is not a UCUM unit: {reason}", "Write it like mm/s, kW.h, m3/h, Cel or 1/min"],
  unknownAtom: [2, "{unit} has the unknown unit {atom}", "Use the case-sensitive UCUM code, such as bar, Cel, [psi]"],
  notConvertible: [
    3,
    "{from} can't be converted to {to}: one is {fromDimension}, the other {toDimension}",
    "Correct the source's unit or choose another channel",
  ],
  specialInTerm: [
    4,
    "{unit} uses {atom} in a product or with a prefix",
    "Temperature scales stand alone; use K inside of a product",
  ],
});
