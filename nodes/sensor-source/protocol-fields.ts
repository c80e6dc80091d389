import { flagField, numberField, textField } from "../kit/fields.ts";
import { modbusFields } from "./modbus/modbus-fields.ts";
import { mqttFields } from "./mqtt/mqtt-fields.ts";
import { opcuaFields } from "./opcua/opcua-fields.ts";
import { on } from "./protocols.ts";
import { pushFields } from "./push/push-fields.ts";

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
      ...on("mqtt", "push", "wire"),
    },
    { default: "/time" },
  ),
};

/** The settings of each protocol, shown only while it is chosen. */
export const protocolFields = {
  ...opcuaFields,
  ...modbusFields,
  ...mqttFields,
  ...pushFields,
  ...replay,
  ...timePointer,
};
