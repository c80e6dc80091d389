import type { TemplateParameter, Words } from "../template.ts";

/** Of what must be above 0. */
const LEAST = 1e-6;

const inItsUnit = (name: string, value: number, label: Words, help: Words): TemplateParameter => ({
  ...{ name, type: "number", default: value, label, help },
});

/**
 * What has to be known of a machine without physics of its own, so that its wear can be forecast. The defaults are those of the demo
 * plant's pump.
 */
export const wearParameters = (): TemplateParameter[] => [
  {
    name: "wearChannel",
    type: "text",
    required: true,
    default: "vibrationVelocity",
    group: { en: "Wear of the machine", de: "Verschleiß der Maschine" },
    label: { en: "Shows the wear", de: "Zeigt den Verschleiß" },
    help: {
      en: "The channel that rises or falls as the machine wears, and hardly with its load. The machine is one component here: the columns component, healthy and fault do not count.",
      de: "Der Kanal, der mit dem Verschleiß steigt oder fällt und kaum mit der Last. Die Maschine ist hier eine einzige Komponente: Die Spalten Komponente, Gesund und Fehler zählen nicht.",
    },
  },
  inItsUnit(
    "wearNew",
    1.6,
    { en: "Value as new", de: "Wert im Neuzustand" },
    {
      en: "Its mean on a machine as new, in the unit of its row.",
      de: "Sein Mittel im Neuzustand, in der Einheit seiner Zeile.",
    },
  ),
  inItsUnit(
    "wearLimit",
    4,
    { en: "Limit", de: "Grenze" },
    {
      en: "Where the machine is worn out, in the same unit; above or below the value as new.",
      de: "Wo die Maschine verschlissen ist, in derselben Einheit; über oder unter dem Wert im Neuzustand.",
    },
  ),
  {
    name: "loadChannel",
    type: "text",
    default: "speed",
    label: { en: "Shows the load", de: "Zeigt die Last" },
    help: {
      en: "The channel that says how hard it works, such as its speed, power or output. Empty: always at its nominal load.",
      de: "Der Kanal, der sagt, wie stark sie arbeitet, etwa Drehzahl, Leistung oder Menge. Leer: immer bei Nennlast.",
    },
  },
  {
    ...inItsUnit(
      "loadNominal",
      2900,
      { en: "Nominal load", de: "Nennlast" },
      {
        en: "Its value at 100 % load, in the unit of its row.",
        de: "Sein Wert bei 100 % Last, in der Einheit seiner Zeile.",
      },
    ),
    minimum: LEAST,
  },
  {
    name: "lifeHours",
    type: "number",
    unit: "h",
    default: 600,
    minimum: LEAST,
    label: { en: "Expected life", de: "Erwartete Lebensdauer" },
    help: {
      en: "Hours of operation from new to the limit at nominal load. A rough number does: how fast this machine wears is learnt from its data.",
      de: "Betriebsstunden von neu bis zur Grenze bei Nennlast. Eine grobe Zahl genügt: Wie schnell diese Maschine verschleißt, wird aus ihren Daten gelernt.",
    },
  },
  {
    name: "loadExponent",
    type: "number",
    default: 3,
    minimum: 0,
    maximum: 20,
    label: { en: "Load exponent", de: "Lastexponent" },
    help: {
      en: "Wear goes with the load to this power: 0 not at all, 1 in proportion, 3 as in ball bearings (ISO 281).",
      de: "Der Verschleiß geht mit dieser Potenz der Last: 0 gar nicht, 1 verhältnisgleich, 3 wie bei Kugellagern (ISO 281).",
    },
  },
];
