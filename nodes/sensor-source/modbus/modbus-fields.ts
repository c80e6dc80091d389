import { choiceField, integerField, numberField, textField } from "../../kit/fields.ts";
import { on } from "../protocols.ts";
import { TABLES } from "./tables.ts";

/** The settings of a Modbus source. */
export const modbusFields = {
  modbusHost: textField({ label: "Host", env: true, ...on("modbus") }, { default: "localhost" }),
  modbusPort: integerField({ label: "Port", env: true, ...on("modbus") }, { default: 502, minimum: 1, maximum: 65535 }),
  modbusFraming: choiceField(
    { label: "Frames", help: "RTU over TCP: what most serial device servers send.", ...on("modbus") },
    { tcp: "Modbus TCP", rtu: "RTU over TCP" },
    { default: "tcp" },
  ),
  modbusUnitId: integerField(
    { label: "Unit id", help: "A tag may name another one behind the same gateway.", ...on("modbus") },
    { default: 1, minimum: 0, maximum: 255 },
  ),
  modbusTable: choiceField({ label: "Registers", help: "A tag may name another table.", ...on("modbus") }, TABLES, {
    default: "holding",
  }),
  modbusPollMs: numberField(
    {
      label: "Poll every",
      unit: "ms",
      help: "A poll that is due while the one before still runs is left out.",
      ...on("modbus"),
    },
    { default: 1000, minimum: 10, maximum: 3_600_000 },
  ),
  modbusTimeoutMs: numberField(
    { label: "Answer within", unit: "ms", ...on("modbus") },
    { default: 1000, minimum: 10, maximum: 60_000 },
  ),
  modbusGap: integerField(
    {
      label: "Read over gaps of",
      unit: "registers",
      help: "Fewer, longer requests; given up where a device refuses it.",
      ...on("modbus"),
    },
    { default: 0, minimum: 0, maximum: 124 },
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
