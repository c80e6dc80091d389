import type { MachineName, TemplateParameter, Words } from "../template.ts";
import { wearParameters } from "./wear-parameters.ts";

const price = (name: string, amount: number, unit: string, label: Words): TemplateParameter => ({
  ...{ name, type: "number", unit, default: amount, minimum: 0, label },
  help: { en: "In the currency below.", de: "In der Währung unten." },
});

/** What a what-if asks for: how far it looks, what it tries, what things cost. */
export const whatIfParameters = (machine: MachineName): TemplateParameter[] => [
  ...(machine === "any" ? wearParameters() : []),
  {
    name: "horizonHours",
    type: "number",
    unit: "h",
    default: 720,
    minimum: 1,
    maximum: 17_520,
    group: { en: "What if", de: "Was wäre, wenn" },
    label: { en: "Horizon", de: "Horizont" },
    help: {
      en: "Output, energy and money are counted until then.",
      de: "So weit werden Menge, Energie und Geld gezählt.",
    },
  },
  {
    name: "everyHours",
    type: "number",
    unit: "h",
    default: 24,
    minimum: 0,
    maximum: 8760,
    label: { en: "Run every", de: "Rechnen alle" },
    help: { en: "Of the data's time; 0: only when asked.", de: "Nach der Zeit der Daten; 0: nur auf Frage." },
  },
  {
    name: "scenarios",
    type: "table",
    default: [],
    label: { en: "Scenarios", de: "Szenarien" },
    help: {
      en: "What is tried. Empty: each load 10 % up and down, and maintenance now.",
      de: "Was versucht wird. Leer: jede Last 10 % mehr und weniger, und Wartung jetzt.",
    },
    columns: [
      {
        name: "name",
        type: "text",
        required: true,
        label: { en: "Name", de: "Name" },
        help: { en: "As people say it.", de: "Wie man es sagt." },
      },
      {
        name: "load",
        type: "text",
        label: { en: "Load", de: "Last" },
        help: { en: "Such as speed; empty: no load changes.", de: "Etwa speed; leer: keine Last ändert sich." },
      },
      {
        name: "changePercent",
        type: "number",
        unit: "%",
        default: 0,
        minimum: -100,
        maximum: 1000,
        label: { en: "Change", de: "Änderung" },
        help: { en: "Of that load.", de: "Dieser Last." },
      },
      {
        name: "maintenanceAfterHours",
        type: "number",
        unit: "h",
        minimum: 0,
        label: { en: "Maintenance after", de: "Wartung nach" },
        help: { en: "Empty: no maintenance.", de: "Leer: keine Wartung." },
      },
    ],
  },
  {
    ...price("pricePerUnit", 0.1, "1/unit", { en: "Margin of a good unit", de: "Ertrag je gutem Stück" }),
    group: { en: "Money", de: "Geld" },
  },
  price("pricePerKwh", 0.2, "1/kWh", { en: "Energy", de: "Energie" }),
  price("plannedRepair", 2000, "each", { en: "Planned repair", de: "Geplante Reparatur" }),
  price("unplannedRepair", 8000, "each", { en: "Unplanned repair", de: "Ungeplante Reparatur" }),
  {
    name: "currency",
    type: "text",
    required: true,
    default: "EUR",
    pattern: "^.{1,8}$",
    label: { en: "Currency", de: "Währung" },
    help: { en: "Of all prices.", de: "Aller Preise." },
  },
];
