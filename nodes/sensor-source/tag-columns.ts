import { choiceField, integerField, numberField, textField } from "../kit/fields.ts";
import { TABLES } from "./modbus/tables.ts";
import { DATA_TYPES, WORD_ORDERS } from "./register-types.ts";

const modbus = { field: "protocol", in: ["modbus"] } as const;
const registers = { field: "protocol", in: ["modbus", "wire"] } as const;
const opcua = { field: "protocol", in: ["opcua"] } as const;
const arrays = { field: "protocol", in: ["opcua", "wire"] } as const;
const texts = { field: "protocol", in: ["opcua", "mqtt", "push", "wire"] } as const;
const DATE = "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$";
const mqtt = { field: "protocol", in: ["mqtt", "push", "wire"] } as const;

/** One row of the tag table: where a number comes from and which channel it becomes. */
export const tagColumns = {
  tag: textField(
    {
      label: "Tag",
      env: true,
      help: "OPC UA: node id (ns=1;s=pump-1.flow or nsu=urn:plant;s=…). MQTT: topic; Sparkplug B: metric, or group/node/device/metric. Replay: column. From the wire: topic, key or node id. Modbus: any name.",
    },
    { default: "", maxLength: 1000 },
  ),
  channel: textField({ label: "Channel", help: "Channel of the asset type." }, { default: "", minLength: 1 }),
  unit: textField(
    { label: "Source unit", help: "UCUM code that the source sends; empty: the channel's own." },
    { default: "" },
  ),
  scale: numberField(
    { label: "Scale", help: "Raw number × scale + offset is the value in the source unit." },
    { default: 1 },
  ),
  offset: numberField({ label: "Offset" }, { default: 0 }),
  asset: textField(
    { label: "Asset", help: "Only where this tag belongs to another asset than the node's." },
    { default: "" },
  ),
  pointer: textField(
    {
      label: "JSON pointer",
      help: "Where the number stands in a JSON payload, such as /values/flow (RFC 6901).",
      showWhen: mqtt,
    },
    { default: "" },
  ),
  element: textField(
    { label: "Element", help: "Of an array, counted from 0; empty: the tag is one value.", showWhen: arrays },
    { default: "", pattern: "^[0-9]*$", maxLength: 9 },
  ),
  deadband: numberField(
    { label: "Deadband", help: "Changes up to this are not sent; 0: every change is.", showWhen: opcua },
    { default: 0, minimum: 0 },
  ),
  states: textField(
    { label: "States", help: "Numbers for texts, such as RUN=1, STOP=0.", showWhen: texts },
    { default: "", maxLength: 2000 },
  ),
  address: integerField(
    { label: "Address", help: "First register, counted from 0.", showWhen: registers },
    { default: 0, minimum: 0, maximum: 65535 },
  ),
  table: choiceField(
    { label: "Registers", help: "Coils and discrete inputs are 0 or 1, whatever the data type.", showWhen: modbus },
    { node: "as the node", ...TABLES },
    { default: "node" },
  ),
  unitId: textField(
    { label: "Unit id", help: "Empty: the node's.", showWhen: modbus },
    { default: "", pattern: "^([0-9]{1,2}|1[0-9]{2}|2[0-4][0-9]|25[0-5])?$" },
  ),
  dataType: choiceField({ label: "Data type", showWhen: registers }, DATA_TYPES, { default: "float32" }),
  wordOrder: choiceField({ label: "Word order", showWhen: registers }, WORD_ORDERS, { default: "big" }),
  bit: integerField(
    { label: "Bit", help: "Where the data type is a bit; 0 is the lowest.", showWhen: registers },
    { default: 0, minimum: 0, maximum: 15 },
  ),
  calibrationGain: numberField(
    { label: "Calibration gain", help: "Value in the source unit × gain + offset, as the certificate says; 1: none." },
    { default: 1, exclusiveMinimum: 0 },
  ),
  calibrationOffset: numberField({ label: "Calibration offset", help: "In the source unit." }, { default: 0 }),
  calibrationDate: textField(
    { label: "Calibrated on", help: "YYYY-MM-DD; the readings say so." },
    { default: "", pattern: DATE },
  ),
  calibrationDue: textField(
    {
      label: "Calibration due",
      help: "YYYY-MM-DD; after it the readings have a note and the twin an alarm. Empty: never.",
    },
    { default: "", pattern: DATE },
  ),
};
