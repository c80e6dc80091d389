import { assetTypes } from "../assets/asset-types.ts";
import type { AssetType } from "../twin/asset-type.ts";
import type { MachineName, Words } from "./template.ts";

export const PROTOCOLS = ["opcua", "modbus", "mqtt"] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** What the templates of one kind of machine begin with: the machine of the demo plant that is of this kind. */
export interface Machine {
  readonly title: Words;
  /** In running text. */
  readonly noun: Words;
  /** The shipped type; absent for a machine that its own tags describe. */
  readonly type?: AssetType;
  readonly asset: string;
  /** The first one is the default. */
  readonly protocols: readonly Protocol[];
  readonly topics: string;
}

const shipped = (id: string): AssetType => {
  const type = assetTypes[id];
  if (!type) throw new Error(`there is no asset type ${id}`);
  return type;
};

const TELEMETRY = "plant/{asset}/telemetry";

export const machines: Readonly<Record<MachineName, Machine>> = {
  pump: {
    title: { en: "Pump", de: "Pumpe" },
    noun: { en: "a centrifugal pump", de: "eine Kreiselpumpe" },
    type: shipped("centrifugal-pump"),
    asset: "pump-1",
    protocols: ["opcua", "modbus", "mqtt"],
    topics: TELEMETRY,
  },
  fan: {
    title: { en: "Fan with motor", de: "Ventilator mit Motor" },
    noun: { en: "a fan with its induction motor", de: "einen Ventilator mit Asynchronmotor" },
    type: shipped("induction-fan"),
    asset: "fan-1",
    protocols: ["modbus", "opcua", "mqtt"],
    topics: TELEMETRY,
  },
  spindle: {
    title: { en: "Spindle", de: "Spindel" },
    noun: { en: "a CNC spindle", de: "eine CNC-Spindel" },
    type: shipped("cnc-spindle"),
    asset: "spindle-1",
    // its vibration is a waveform, which only MQTT brings
    protocols: ["mqtt"],
    topics: `${TELEMETRY} plant/{asset}/waveform/+`,
  },
  extruder: {
    title: { en: "Extruder", de: "Extruder" },
    noun: { en: "an extruder with its cooling", de: "einen Extruder mit Kühlung" },
    type: shipped("extruder-cooling"),
    asset: "extruder-1",
    protocols: ["mqtt", "opcua", "modbus"],
    topics: TELEMETRY,
  },
  any: {
    title: { en: "Any machine", de: "Beliebige Maschine" },
    noun: { en: "a machine that its tag list describes", de: "eine Maschine, die ihre Tag-Liste beschreibt" },
    asset: "machine-1",
    protocols: ["opcua", "modbus", "mqtt"],
    topics: TELEMETRY,
  },
};
