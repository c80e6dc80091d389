import type { TemplateColumn } from "../template.ts";

const limit = (name: string, en: string, de: string): TemplateColumn => ({
  name,
  type: "number",
  label: { en, de },
  help: { en: "In the unit of the row. Empty: none.", de: "In der Einheit der Zeile. Leer: keine." },
});

const channel: TemplateColumn = {
  name: "channel",
  type: "text",
  required: true,
  pattern: "^[a-z][A-Za-z0-9]*$",
  label: { en: "Channel", de: "Kanal" },
  help: { en: "Its name in the twin, such as flow.", de: "Sein Name im Zwilling, etwa flow." },
};

const source: readonly TemplateColumn[] = [
  {
    name: "tag",
    type: "text",
    label: { en: "Tag", de: "Tag" },
    help: {
      en: "OPC UA: node id. MQTT: topic; empty in every row where the messages name the values as the channels.",
      de: "OPC UA: Knoten-ID. MQTT: Topic; leer in allen Zeilen, wenn die Nachrichten ihre Werte wie die Kanäle nennen.",
    },
    showWhen: { parameter: "protocol", in: ["opcua", "mqtt"] },
  },
  {
    name: "pointer",
    type: "text",
    label: { en: "JSON pointer", de: "JSON-Zeiger" },
    help: {
      en: "Where the number stands in the message, such as /values/flow (RFC 6901).",
      de: "Wo die Zahl in der Nachricht steht, etwa /values/flow (RFC 6901).",
    },
    showWhen: { parameter: "protocol", in: ["mqtt"] },
  },
  {
    name: "address",
    type: "integer",
    minimum: 0,
    maximum: 65535,
    label: { en: "Address", de: "Adresse" },
    help: { en: "First register, counted from 0.", de: "Erstes Register, gezählt ab 0." },
    showWhen: { parameter: "protocol", in: ["modbus"] },
  },
  {
    name: "dataType",
    type: "choice",
    default: "float32",
    choices: Object.fromEntries(
      ["int16", "uint16", "int32", "uint32", "float32", "float64"].map((type) => [type, { en: type, de: type }]),
    ),
    label: { en: "Data type", de: "Datentyp" },
    help: { en: "Of the registers, high word first.", de: "Der Register, höherwertiges Wort zuerst." },
    showWhen: { parameter: "protocol", in: ["modbus"] },
  },
  {
    name: "unit",
    type: "text",
    label: { en: "Unit", de: "Einheit" },
    help: {
      en: "UCUM code of what the tag sends: Cel, bar, 1/min, mm/s; 1 for a plain number.",
      de: "UCUM-Code dessen, was das Tag sendet: Cel, bar, 1/min, mm/s; 1 für eine reine Zahl.",
    },
  },
];

const limits: readonly TemplateColumn[] = [
  limit("alarmBelow", "Alarm below", "Alarm unter"),
  limit("warnBelow", "Warning below", "Warnung unter"),
  limit("warnAbove", "Warning above", "Warnung über"),
  limit("alarmAbove", "Alarm above", "Alarm über"),
];

const own: readonly TemplateColumn[] = [
  {
    name: "label",
    type: "text",
    label: { en: "Label", de: "Bezeichnung" },
    help: { en: "As people say it. Empty: the channel's name.", de: "Wie man es sagt. Leer: der Name des Kanals." },
  },
  {
    ...limit("lowest", "Lowest", "Kleinster Wert"),
    help: {
      en: "What lies below can't be: the reading is bad. Empty: anything can be.",
      de: "Was darunter liegt, kann nicht sein: Der Wert ist schlecht. Leer: alles ist möglich.",
    },
  },
  {
    ...limit("highest", "Highest", "Größter Wert"),
    help: {
      en: "What lies above can't be: the reading is bad. Empty: anything can be.",
      de: "Was darüber liegt, kann nicht sein: Der Wert ist schlecht. Leer: alles ist möglich.",
    },
  },
  {
    ...limit("healthy", "Healthy", "Gesund"),
    help: {
      en: "Its mean on a sound machine: health is 1 there and 0 at the alarm limit. Empty: it says nothing of health.",
      de: "Sein Mittel an einer gesunden Maschine: Dort ist die Gesundheit 1, an der Alarmgrenze 0. Leer: sagt nichts über die Gesundheit.",
    },
  },
  {
    name: "component",
    type: "text",
    pattern: "^([a-z][A-Za-z0-9]*)?$",
    label: { en: "Component", de: "Komponente" },
    help: {
      en: "The part that it tells of, such as bearing. Empty: the machine.",
      de: "Das Teil, über das er etwas sagt, etwa bearing. Leer: die Maschine.",
    },
  },
  {
    name: "fault",
    type: "text",
    label: { en: "Fault", de: "Fehler" },
    help: {
      en: "What it means beyond its limits, such as Bearing wear. Empty: no name.",
      de: "Was es jenseits der Grenzen bedeutet, etwa Lagerverschleiß. Leer: kein Name.",
    },
  },
];

/** One row for each tag of a machine: where it is read, in which unit, and its limits. */
export const tagColumns = (isShipped: boolean): TemplateColumn[] => [
  channel,
  ...source,
  ...limits,
  ...(isShipped ? [] : own),
];
