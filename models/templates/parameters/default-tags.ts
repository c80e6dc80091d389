import type { AssetType, Channel } from "../../twin/asset-type.ts";
import type { Machine, Protocol } from "../machines.ts";
import type { Row, TemplateParameter } from "../template.ts";

/** Registers of a float32. */
const WORDS = 2;

const limitsOf = ({ normal, alarm }: Channel): Row =>
  present({
    alarmBelow: alarm?.min,
    warnBelow: normal?.min,
    warnAbove: normal?.max,
    alarmAbove: alarm?.max,
  });

const present = (cells: Readonly<Record<string, string | number | undefined>>): Row =>
  Object.fromEntries(Object.entries(cells).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));

const sourceOf = (protocol: Protocol, asset: string, channel: string, index: number): Row => {
  if (protocol === "opcua") return { tag: `nsu=urn:twinloom:plant;s=${asset}.${channel}` };
  return protocol === "modbus" ? { address: WORDS * index, dataType: "float32" } : {};
};

/** The scalars of a shipped type, read as the demo plant serves them. */
const shippedRows = (type: AssetType, protocol: Protocol): Row[] =>
  Object.entries(type.channels)
    .filter(([, { kind }]) => kind === "scalar")
    .map(([channel, settings], index) => ({
      channel,
      ...sourceOf(protocol, "{asset}", channel, index),
      unit: settings.unit,
      ...limitsOf(settings),
    }));

/** A machine that nothing is known of but four tags: those of the demo plant's pump, under names of its own. */
const ownRows = (protocol: Protocol): Row[] =>
  [
    { channel: "speed", unit: "1/min", label: "Shaft speed", lowest: -5, highest: 4000 },
    {
      ...{ channel: "dischargePressure", unit: "bar", label: "Pressure", lowest: -1.1, highest: 25, healthy: 6.5 },
      ...{ alarmBelow: 4.9, warnBelow: 5.2, warnAbove: 8.6, component: "hydraulics", fault: "Loss of pressure" },
    },
    {
      ...{ channel: "bearingTemperature", unit: "Cel", label: "Bearing temperature", lowest: -40, highest: 200 },
      ...{ warnAbove: 70, alarmAbove: 80, healthy: 48, component: "bearing", fault: "Bearing wear" },
    },
    {
      ...{ channel: "vibrationVelocity", unit: "mm/s", label: "Vibration", lowest: -1, highest: 60 },
      ...{ warnAbove: 4.5, alarmAbove: 7.1, healthy: 1.65, component: "bearing", fault: "Bearing wear" },
    },
  ].map((row, index) => ({ ...present(row), ...sourceOf(protocol, "pump-1", row.channel, index) }));

/** Rows to begin with, by protocol: they run against the demo plant at once. */
export const defaultTags = ({ type, protocols }: Machine): Pick<TemplateParameter, "defaultBy"> => ({
  defaultBy: {
    parameter: "protocol",
    values: Object.fromEntries(
      protocols.map((protocol) => [protocol, type ? shippedRows(type, protocol) : ownRows(protocol)]),
    ),
  },
});
