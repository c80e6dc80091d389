import { physicsModels } from "../../assets/index.ts";
import { machines } from "../machines.ts";
import type { MachineName, TemplateParameter, Words } from "../template.ts";

/** The load that the set-point is of: one that is also measured. */
export const SET_LOAD: Readonly<Record<MachineName, string>> = {
  pump: "speed",
  fan: "speed",
  spindle: "speed",
  extruder: "screwSpeed",
  any: "speed",
};

/** Of the rated value: where the bounds begin, what an hour may change, what is a change at all. */
const LOWEST = 0.8;
const PER_HOUR = 0.05;
/** Of the pump that a machine without a type reads at first. */
const PUMP_RPM = 2900;

const ratedOf = (machine: MachineName): number => {
  const { physics = "" } = machines[machine].type ?? {};
  return physicsModels[physics]?.loads[SET_LOAD[machine]]?.nominal ?? PUMP_RPM;
};

const inItsUnit = (name: string, value: number, label: Words, help: Words): TemplateParameter => ({
  ...{ name, type: "number", unit: "1/min", default: value, label, help },
});

const variable = (name: string): string => `\${${name}}`;

/** What a bounded set-point asks for: who decides, within which bounds, and how the plant is told. */
export const setPointParameters = (machine: MachineName): TemplateParameter[] => {
  const rated = ratedOf(machine);
  return [
    {
      name: "mode",
      type: "choice",
      default: "approve",
      choices: {
        advise: { en: "advise: only show it", de: "raten: nur zeigen" },
        approve: { en: "approve: somebody confirms", de: "freigeben: jemand bestätigt" },
        automatic: { en: "automatic: within the limits", de: "selbsttätig: in den Grenzen" },
      },
      group: { en: "Set-point", de: "Sollwert" },
      label: { en: "Who decides", de: "Wer entscheidet" },
      help: {
        en: "Only the last two ever write to the plant.",
        de: "Nur die letzten beiden schreiben je in die Anlage.",
      },
    },
    ...(machine === "any" ? [SET_CHANNEL] : [MAX_LOSS, EVERY]),
    inItsUnit(
      "lowerBound",
      LOWEST * rated,
      { en: "Lower bound", de: "Untere Grenze" },
      { en: "Never less.", de: "Nie weniger." },
    ),
    inItsUnit(
      "upperBound",
      rated,
      { en: "Upper bound", de: "Obere Grenze" },
      { en: "Never more; at first the rated value.", de: "Nie mehr; zuerst der Nennwert." },
    ),
    inItsUnit(
      "baseline",
      rated,
      { en: "Without the twin", de: "Ohne den Zwilling" },
      {
        en: "What the machine runs at without it; within the bounds.",
        de: "Womit sie ohne ihn läuft; in den Grenzen.",
      },
    ),
    {
      ...inItsUnit(
        "ratePerHour",
        PER_HOUR * rated,
        { en: "Change within an hour", de: "Änderung je Stunde" },
        { en: "At most.", de: "Höchstens." },
      ),
      minimum: 1e-6,
    },
    {
      name: "setTopic",
      type: "text",
      required: true,
      default: machine === "any" ? "plant/pump-1/set/speed" : `plant/{asset}/set/${SET_LOAD[machine]}`,
      pattern: "^[^#+]+$",
      group: { en: "The way to the plant (MQTT)", de: "Der Weg zur Anlage (MQTT)" },
      label: { en: "Topic", de: "Topic" },
      help: {
        en: "Gets the value as a plain number, and the word plan when control is given back.",
        de: "Bekommt den Wert als bloße Zahl, und das Wort plan, wenn die Führung zurückgeht.",
      },
    },
    {
      name: "setHost",
      type: "text",
      required: true,
      default: variable("TWINLOOM_MQTT_HOST"),
      label: { en: "Broker", de: "Broker" },
      help: { en: "Name or address; at first the demo plant.", de: "Name oder Adresse; zuerst die Demo-Anlage." },
    },
    {
      name: "setPort",
      type: "text",
      required: true,
      default: variable("TWINLOOM_MQTT_PORT"),
      pattern: "^([0-9]{1,5}|\\$\\{[^}]+\\})$",
      label: { en: "Port", de: "Port" },
      help: { en: "Most brokers: 1883.", de: "Meist 1883." },
    },
  ];
};

const SET_CHANNEL: TemplateParameter = {
  name: "setChannel",
  type: "text",
  required: true,
  default: SET_LOAD.any,
  label: { en: "Channel", de: "Kanal" },
  help: { en: "The one that shows the value that is set.", de: "Der den Wert zeigt, der gestellt wird." },
};

const MAX_LOSS: TemplateParameter = {
  name: "maxOutputLossPercent",
  type: "number",
  unit: "%",
  default: 10,
  minimum: 0,
  maximum: 100,
  label: { en: "Output loss at most", de: "Mengenverlust höchstens" },
  help: {
    en: "What costs more output for a longer life is not proposed.",
    de: "Was für ein längeres Leben mehr Menge kostet, wird nicht vorgeschlagen.",
  },
};

const EVERY: TemplateParameter = {
  name: "everyHours",
  type: "number",
  unit: "h",
  default: 24,
  minimum: 0,
  maximum: 8760,
  label: { en: "Look for a better one every", de: "Einen besseren suchen alle" },
  help: { en: "Of the data's time; 0: only when asked.", de: "Nach der Zeit der Daten; 0: nur auf Frage." },
};
