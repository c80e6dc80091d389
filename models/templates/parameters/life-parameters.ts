import type { MachineName, TemplateParameter } from "../template.ts";
import { wearParameters } from "./wear-parameters.ts";

/** What a forecast of remaining life and its work orders ask for. */
export const lifeParameters = (machine: MachineName): TemplateParameter[] => [
  ...(machine === "any" ? wearParameters() : []),
  {
    name: "confidence",
    type: "number",
    unit: "%",
    default: 90,
    minimum: 50,
    maximum: 99,
    group: { en: "Remaining life", de: "Restlebensdauer" },
    label: { en: "Confidence", de: "Sicherheit" },
    help: {
      en: "The interval holds the true remaining life in this share of cases.",
      de: "In diesem Anteil der Fälle liegt die wahre Restlebensdauer im Intervall.",
    },
  },
  {
    name: "minimumHours",
    type: "number",
    unit: "h",
    default: 24,
    minimum: 0,
    maximum: 8760,
    label: { en: "History needed", de: "Nötiger Verlauf" },
    help: {
      en: "With less history there is a reason in place of a number.",
      de: "Mit weniger Verlauf gibt es einen Grund statt einer Zahl.",
    },
  },
  {
    name: "raiseAt",
    type: "choice",
    default: "WARNING",
    choices: {
      WARNING: { en: "warning (under a week)", de: "Warnung (unter einer Woche)" },
      CRITICAL: { en: "critical (under 48 h)", de: "kritisch (unter 48 h)" },
    },
    group: { en: "Work orders", de: "Arbeitsaufträge" },
    label: { en: "Raise an order at", de: "Auftrag ab" },
    help: {
      en: "The mildest urgency that makes an order.",
      de: "Die mildeste Dringlichkeit, die einen Auftrag macht.",
    },
  },
  {
    name: "endpoint",
    type: "text",
    default: "",
    pattern: "^(https?://.+|\\$\\{[^}]+\\})?$",
    label: { en: "Maintenance system", de: "Instandhaltungssystem" },
    help: {
      en: "http or https address that gets each order too; empty: none.",
      de: "http- oder https-Adresse, die jeden Auftrag auch bekommt; leer: keine.",
    },
  },
];
