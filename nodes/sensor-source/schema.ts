import Type, { type Static } from "typebox";
import { choiceField, configField, integerField, listField, numberField, textField } from "../kit/fields.ts";
import type { NodeSchema, Settings } from "../kit/node-schema.ts";
import { protocolFields } from "./protocol-fields.ts";
import { PROTOCOLS } from "./protocols.ts";
import { rawTag } from "./raw-tag.ts";
import { tagColumns } from "./tag-columns.ts";

const signsIn = { field: "protocol", in: ["opcua", "mqtt"] } as const;

const fields = Type.Object(
  {
    assetType: configField(
      { label: "Asset type", group: "Machine", help: "Gives the channels, their units and their plausible ranges." },
      "twinloom-asset-type",
      { required: false },
    ),
    asset: textField(
      { label: "Asset", help: "Name of the machine where neither the tag nor the message names one.", env: true },
      { default: "", maxLength: 200 },
    ),
    protocol: choiceField({ label: "Protocol", group: "Source" }, PROTOCOLS, { default: "wire" }),
    ...protocolFields,
    user: textField({ label: "User", help: "Empty: anonymous.", env: true, showWhen: signsIn }, { default: "" }),
    tags: listField(
      {
        label: "Tags",
        group: "Tags",
        help: "Empty, where a message names its values: a value named as a channel becomes that channel, in the channel's unit.",
      },
      tagColumns,
    ),
    timeUnit: choiceField(
      {
        label: "Numbers of time are",
        group: "Time",
        help: "Texts are read as ISO 8601, in UTC where they name no zone.",
      },
      { ms: "milliseconds", s: "seconds", us: "microseconds", ns: "nanoseconds" },
      { default: "ms" },
    ),
    missingTime: choiceField(
      { label: "Without a source time", help: "The receive time is not when it was measured: allow it knowingly." },
      { refuse: "refuse the sample", receive: "use the receive time" },
      { default: "refuse" },
    ),
    futureSkewSeconds: numberField(
      { label: "Allowed clock lead", unit: "s", help: "A time further ahead of this machine's clock is refused." },
      { default: 60, minimum: 0, maximum: 86_400 },
    ),
    clockSkewSeconds: numberField(
      {
        label: "Clock is off from",
        unit: "s",
        help: "Told of once a source's times are off from this machine's clock by more; 0: not watched, as for a replay.",
      },
      { default: 0, minimum: 0, maximum: 31_536_000 },
    ),
    batchMs: numberField(
      { label: "Send every", unit: "ms", group: "Batches" },
      { default: 250, minimum: 1, maximum: 3_600_000 },
    ),
    batchSamples: integerField({ label: "or every", unit: "samples" }, { default: 1000, minimum: 1, maximum: 100_000 }),
    store: configField(
      { label: "Store", group: "Keeping", help: "Every sample is stored before it is acknowledged and sent on." },
      "twinloom-store",
      { required: false },
    ),
    staleAfterSeconds: numberField(
      { label: "No data after", unit: "s", help: "The status turns yellow after this silence." },
      { default: 30, minimum: 1, maximum: 86_400 },
    ),
    keepQuarantined: integerField(
      { label: "Keep refused samples", help: 'The last ones; the message "quarantine" on the input reads them.' },
      { default: 1000, minimum: 0, maximum: 100_000 },
    ),
    bufferSamples: integerField(
      { label: "Buffer while the store is away", unit: "samples" },
      { default: 100_000, minimum: 0, maximum: 10_000_000 },
    ),
  },
  { additionalProperties: false },
);

/** Its server is not asked: what it sent lately comes by the wire, each reading under the name of its row. */
const muted = (settings: Settings): Settings => {
  const rows: readonly unknown[] = Array.isArray(settings["tags"]) ? settings["tags"] : [];
  const named = rows.map((row) => ({ ...Object(row), tag: rawTag(Object(row)), pointer: "" }));
  return { ...settings, protocol: "wire", store: "", tags: settings["protocol"] === "wire" ? rows : named };
};

export type SourceConfig = Static<typeof fields>;
export type TagRow = SourceConfig["tags"][number];

export const schema: NodeSchema<typeof fields> = {
  type: "twinloom-sensor-source",
  label: "sensor source",
  summary:
    "Reads a machine over OPC UA, Modbus TCP, MQTT, a file or any other node, and sends checked telemetry in its own units.",
  category: "twinloom",
  color: "#9fb8c8",
  inputs: 1,
  inputLabel: "readings (From the wire), start, quarantine",
  outputLabels: ["telemetry", "refused samples"],
  sends: [["twinloom/telemetry@1"], []],
  muted,
  version: 1,
  fields,
  words: {
    browse: "See what arrives",
    listening: "listening for a few seconds …",
    nothing: "Nothing arrived. Check the broker, or wait for the plant to send.",
    add: "Add as tag",
    topic: "Topic",
    payload: "Newest payload",
    messages: "Messages",
    readTable: "Read now",
    allOrders: "Other word orders",
    takeOrder: "Take this order",
    browseTags: "Browse the server",
    asking: "asking the server …",
    addPicked: "Add to the tags",
    nothingBelow: "There is nothing below it.",
    more: "Show more",
    name: "Name",
    value: "Value now",
    unit: "Unit",
    type: "Type, access",
    channel: "Channel",
    read: "read",
    write: "write",
    history: "history",
    unknownUnit: "unknown",
    unknownUnitHelp: "Write its UCUM code into the row, or leave it empty where the channel has the same unit.",
    inTags: "It is in the tags.",
    noNumber: "A value of this type can't become a number.",
  },
  secrets: {
    password: { label: "Password", control: "secret", showWhen: signsIn },
    token: {
      label: "Token",
      help: "A secret of your own that a sender has to show, of 16 characters or more.",
      control: "secret",
      showWhen: { field: "protocol", in: ["push"] },
    },
  },
};
