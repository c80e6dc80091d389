import type { Machine, Protocol } from "../machines.ts";
import type { TemplateParameter, Words } from "../template.ts";
import { defaultTags } from "./default-tags.ts";
import { tagColumns } from "./tag-columns.ts";

const PROTOCOL_NAMES: Readonly<Record<Protocol, Words>> = {
  opcua: { en: "OPC UA", de: "OPC UA" },
  modbus: { en: "Modbus TCP", de: "Modbus TCP" },
  mqtt: { en: "MQTT", de: "MQTT" },
};

const only = (...protocols: readonly Protocol[]): Pick<TemplateParameter, "showWhen"> => ({
  showWhen: { parameter: "protocol", in: [...protocols] },
});

/** What every template asks of the machine: its name, and where its tags are read. */
export const machineParameters = (machine: Machine): TemplateParameter[] => {
  const [first = "opcua"] = machine.protocols;
  const connection = machine.protocols.flatMap((protocol) => CONNECTIONS[protocol]);
  return [
    {
      name: "asset",
      type: "text",
      required: true,
      default: machine.asset,
      pattern: "^[^\\s\\/#+\\{\\}][^\\/#+\\{\\}\\x00-\\x1f]{0,99}$",
      group: { en: "Machine", de: "Maschine" },
      label: { en: "Asset", de: "Maschine" },
      help: {
        en: "Name of this one machine, as on its plate: pump-7. Without / # + and braces.",
        de: "Name dieser einen Maschine, wie auf ihrem Schild: pump-7. Ohne / # + und geschweifte Klammern.",
      },
    },
    {
      name: "protocol",
      type: "choice",
      default: first,
      choices: Object.fromEntries(machine.protocols.map((protocol) => [protocol, PROTOCOL_NAMES[protocol]])),
      label: { en: "Protocol", de: "Protokoll" },
      help: { en: "How its values are read.", de: "Wie ihre Werte gelesen werden." },
    },
    ...connection.map((parameter) =>
      parameter.name === "mqttTopics" ? { ...parameter, default: machine.topics } : parameter,
    ),
    {
      name: "tags",
      type: "table",
      required: true,
      ...defaultTags(machine),
      columns: tagColumns(machine.type !== undefined),
      group: { en: "Tags and limits", de: "Tags und Grenzen" },
      label: { en: "Tags", de: "Tags" },
      help: {
        en: "One row for each value: where it is read, its unit, its limits. As a CSV file on the command line.",
        de: "Eine Zeile je Wert: wo er gelesen wird, seine Einheit, seine Grenzen. Auf der Kommandozeile als CSV-Datei.",
      },
    },
    ...(machine.type ? [] : OWN_MACHINE),
  ];
};

const CONNECTIONS: Readonly<Record<Protocol, readonly TemplateParameter[]>> = {
  opcua: [
    {
      name: "opcuaEndpoint",
      type: "text",
      required: true,
      default: `\${TWINLOOM_OPCUA_URL}`,
      pattern: "^(opc\\.tcp://.+|\\$\\{[^}]+\\})$",
      ...only("opcua"),
      label: { en: "Endpoint", de: "Endpunkt" },
      help: {
        en: `opc.tcp://HOST:PORT, or a variable of the environment as \${NAME}; at first the demo plant.`,
        de: `opc.tcp://HOST:PORT oder eine Umgebungsvariable als \${NAME}; zuerst die Demo-Anlage.`,
      },
    },
  ],
  modbus: [
    {
      name: "modbusHost",
      type: "text",
      required: true,
      default: `\${TWINLOOM_MODBUS_HOST}`,
      ...only("modbus"),
      label: { en: "Host", de: "Rechner" },
      help: {
        en: `Name or address, or \${NAME}; at first the demo plant.`,
        de: `Name oder Adresse, oder \${NAME}; zuerst die Demo-Anlage.`,
      },
    },
    {
      name: "modbusPort",
      type: "text",
      required: true,
      default: `\${TWINLOOM_MODBUS_PORT}`,
      pattern: "^([0-9]{1,5}|\\$\\{[^}]+\\})$",
      ...only("modbus"),
      label: { en: "Port", de: "Port" },
      help: { en: `Most devices: 502. Or \${NAME}.`, de: `Meist 502. Oder \${NAME}.` },
    },
    {
      name: "modbusUnitId",
      type: "integer",
      default: 1,
      minimum: 0,
      maximum: 255,
      ...only("modbus"),
      label: { en: "Unit id", de: "Unit-ID" },
      help: { en: "Of the device, or behind a gateway.", de: "Des Geräts, oder hinter einem Gateway." },
    },
    {
      name: "modbusPollMs",
      type: "integer",
      unit: "ms",
      default: 200,
      minimum: 10,
      maximum: 3_600_000,
      ...only("modbus"),
      label: { en: "Poll every", de: "Abfragen alle" },
      help: {
        en: "200 for the demo plant, which runs fast; 1000 does for most machines.",
        de: "200 für die Demo-Anlage, die schnell läuft; für die meisten Maschinen genügt 1000.",
      },
    },
    {
      name: "modbusTimeAddress",
      type: "text",
      default: "14",
      pattern: "^([0-9]{1,5})?$",
      ...only("modbus"),
      label: { en: "Time register", de: "Zeitregister" },
      help: {
        en: "First of four registers with the time in milliseconds (float64); empty: when it was polled. The demo plant: 14.",
        de: "Erstes von vier Registern mit der Zeit in Millisekunden (float64); leer: Zeit der Abfrage. Die Demo-Anlage: 14.",
      },
    },
  ],
  mqtt: [
    {
      name: "mqttUrl",
      type: "text",
      required: true,
      default: `\${TWINLOOM_MQTT_URL}`,
      pattern: "^((mqtts?|wss?)://.+|\\$\\{[^}]+\\})$",
      ...only("mqtt"),
      label: { en: "Broker", de: "Broker" },
      help: {
        en: `mqtt://HOST:PORT, or \${NAME}; at first the demo plant.`,
        de: `mqtt://HOST:PORT oder \${NAME}; zuerst die Demo-Anlage.`,
      },
    },
    {
      name: "mqttTopics",
      type: "text",
      required: true,
      default: "plant/{asset}/telemetry",
      list: true,
      ...only("mqtt"),
      label: { en: "Topics", de: "Topics" },
      help: {
        en: "Topic filters, separated by blanks; one with a blank in it in quotes.",
        de: "Topic-Filter, durch Leerzeichen getrennt; einer, in dem eines steht, in Anführungszeichen.",
      },
    },
  ],
};

const OWN_MACHINE: readonly TemplateParameter[] = [
  {
    name: "machine",
    type: "text",
    required: true,
    default: "Machine",
    label: { en: "Kind of machine", de: "Art der Maschine" },
    help: { en: "As people call it: Gearbox, Press.", de: "Wie man sie nennt: Getriebe, Presse." },
  },
  {
    name: "runningChannel",
    type: "text",
    default: "speed",
    label: { en: "Running channel", de: "Betriebskanal" },
    help: {
      en: "The channel that tells that the machine runs. Empty: it always runs.",
      de: "Der Kanal, der zeigt, dass die Maschine läuft. Leer: Sie läuft immer.",
    },
  },
  {
    name: "runningAbove",
    type: "number",
    default: 100,
    label: { en: "Runs above", de: "Läuft über" },
    help: { en: "In the unit of that channel.", de: "In der Einheit dieses Kanals." },
  },
];
