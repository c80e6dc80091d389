import { choiceField, flagField, integerField, numberField, textField } from "../kit/fields.ts";
import { mqttFields } from "./mqtt/mqtt-fields.ts";
import { opcuaFields } from "./opcua/opcua-fields.ts";
import { on } from "./protocols.ts";

const modbus = {
  modbusHost: textField({ label: "Host", env: true, ...on("modbus") }, { default: "localhost" }),
  modbusPort: integerField({ label: "Port", env: true, ...on("modbus") }, { default: 502, minimum: 1, maximum: 65535 }),
  modbusUnitId: integerField({ label: "Unit id", ...on("modbus") }, { default: 1, minimum: 0, maximum: 255 }),
  modbusTable: choiceField(
    { label: "Registers", ...on("modbus") },
    { holding: "Holding registers", input: "Input registers" },
    { default: "holding" },
  ),
  modbusPollMs: numberField(
    { label: "Poll every", unit: "ms", ...on("modbus") },
    { default: 1000, minimum: 10, maximum: 3_600_000 },
  ),
  modbusTime: choiceField(
    { label: "Time of the data", help: "Modbus itself carries no time.", ...on("modbus") },
    { poll: "when it was polled", register: "float64 in registers (ABCDEFGH)" },
    { default: "poll" },
  ),
  modbusTimeAddress: integerField(
    {
      label: "Time register",
      help: "First of its four registers.",
      showWhen: { field: "modbusTime", in: ["register"] },
    },
    { default: 0, minimum: 0, maximum: 65532 },
  ),
};

const replay = {
  replayFile: textField(
    { label: "File", help: "CSV with a header, .gz too.", env: true, ...on("replay") },
    { default: "" },
  ),
  replayTimeColumn: textField({ label: "Time column", ...on("replay") }, { default: "time" }),
  replayAssetColumn: textField(
    { label: "Asset column", help: "Empty: the asset is the node's.", ...on("replay") },
    { default: "" },
  ),
  replaySpeed: numberField(
    { label: "Speed", unit: "× real time", help: "0: as fast as possible.", ...on("replay") },
    { default: 0, minimum: 0, maximum: 1_000_000 },
  ),
  replayAtStart: flagField(
    { label: "Start at deploy", help: "Otherwise a message on the input starts it.", ...on("replay") },
    { default: true },
  ),
};

const timePointer = {
  timePointer: textField(
    {
      label: "Time pointer",
      help: "JSON pointer of the source time in a payload; a channel may also carry its own time.",
      ...on("mqtt", "wire"),
    },
    { default: "/time" },
  ),
};

/** The settings of each protocol, shown only while it is chosen. */
export const protocolFields = { ...opcuaFields, ...modbus, ...mqttFields, ...replay, ...timePointer };
