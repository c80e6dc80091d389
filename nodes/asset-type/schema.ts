import Type, { type Static } from "typebox";
import { choiceField, jsonField, listField, textField } from "../kit/fields.ts";
import type { NodeSchema } from "../kit/node-schema.ts";
import { sensorColumns } from "./sensor-columns.ts";

const fields = Type.Object(
  {
    kind: choiceField(
      { label: "Asset type", help: "A shipped type, or your own as JSON." },
      {
        "centrifugal-pump": "Centrifugal pump",
        "induction-fan": "Fan with induction motor",
        "cnc-spindle": "CNC spindle",
        "extruder-cooling": "Extruder with cooling",
        own: "Own type",
      },
      { default: "centrifugal-pump" },
    ),
    definition: jsonField(
      {
        label: "Definition",
        help: "twinloom/asset-type@1: channels with units and ranges, components, failure modes.",
        showWhen: { field: "kind", in: ["own"] },
      },
      { default: "" },
    ),
    place: textField(
      { label: "Place", help: "ISA-95 path: enterprise/site/area/line. Empty: as the type says.", env: true },
      { default: "", maxLength: 400 },
    ),
    sensors: listField(
      {
        label: "Sensors",
        help: "How readings are watched. A row replaces what the type says of that channel; without one its own settings hold.",
      },
      sensorColumns,
    ),
  },
  { additionalProperties: false },
);

export type AssetTypeConfig = Static<typeof fields>;
export type SensorRow = AssetTypeConfig["sensors"][number];

/** The config node "asset type": what is true of every machine of one kind. */
export const schema: NodeSchema<typeof fields> = {
  type: "twinloom-asset-type",
  label: "asset type",
  summary: "Says what is true of every machine of one kind: channels, units, ranges, components, failure modes.",
  category: "config",
  version: 1,
  fields,
};
