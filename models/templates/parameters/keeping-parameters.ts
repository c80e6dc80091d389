import type { TemplateParameter } from "../template.ts";

/** What every template asks of time and place: the window, the store, the pages. */
export const keepingParameters = (): TemplateParameter[] => [
  {
    name: "windowMinutes",
    type: "number",
    unit: "min",
    default: 60,
    minimum: 0.1,
    maximum: 525_600,
    group: { en: "Time and store", de: "Zeit und Speicher" },
    label: { en: "Window", de: "Fenster" },
    help: {
      en: "Features are made over so much of the data's time.",
      de: "Merkmale gelten über so viel Zeit der Daten.",
    },
  },
  {
    name: "storeFile",
    type: "text",
    required: true,
    default: "twinloom-store.db",
    label: { en: "Store file", de: "Speicherdatei" },
    help: {
      en: "Keeps what is measured and decided. Flows with the same file share one store.",
      de: "Bewahrt, was gemessen und entschieden wird. Flows mit derselben Datei teilen sich einen Speicher.",
    },
  },
  {
    name: "retentionDays",
    type: "integer",
    unit: "d",
    default: 365,
    minimum: 0,
    maximum: 36_500,
    label: { en: "Keep for", de: "Aufbewahren" },
    help: { en: "0 keeps everything.", de: "0 bewahrt alles." },
  },
  {
    name: "store",
    type: "node",
    nodeType: "twinloom-store",
    default: "",
    label: { en: "Store that is there", de: "Vorhandener Speicher" },
    help: {
      en: "Id of a twin store in your flow, used in place of the file; empty: none.",
      de: "ID eines Zwillingsspeichers in Ihrem Flow, statt der Datei; leer: keiner.",
    },
  },
  {
    name: "pages",
    type: "node",
    nodeType: "link in",
    default: "",
    label: { en: "Operator pages", de: "Bedienseiten" },
    help: {
      en: "Id of the link node of the operator pages (tl-news-in in the shipped ones), to be shown there and asked from there; empty: not.",
      de: "ID des Link-Knotens der Bedienseiten (in den mitgelieferten tl-news-in), um dort zu erscheinen und gefragt zu werden; leer: nicht.",
    },
  },
];
