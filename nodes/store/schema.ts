import Type, { type Static } from "typebox";
import { choiceField, integerField, textField } from "../kit/fields.ts";
import type { NodeSchema } from "../kit/node-schema.ts";

const INFLUX = { field: "driver", in: ["influx1", "influx2", "influx3"] };

const fields = Type.Object(
  {
    driver: choiceField(
      {
        label: "Keep data in",
        help: "The embedded store needs no server; every kind of InfluxDB survives an outage by an outbox.",
      },
      {
        embedded: "This machine (embedded)",
        influx1: "InfluxDB 1.x",
        influx2: "InfluxDB 2.x",
        influx3: "InfluxDB 3.x",
      },
      { default: "embedded" },
    ),
    file: textField(
      {
        label: "File",
        env: true,
        help: "SQLite file of the embedded store, the documents and the outbox; relative to the Node-RED user directory.",
      },
      { default: "twinloom-store.db", minLength: 1 },
    ),
    retentionDays: integerField(
      {
        label: "Keep for",
        unit: "d",
        help: "0 keeps everything. Embedded: measured from the newest sample of a series, so that replayed history stays.",
      },
      { default: 365, minimum: 0, maximum: 36_500 },
    ),
    waveformDays: integerField(
      {
        label: "Keep waveforms for",
        unit: "d",
        help: "In the file on this machine, for a backtest. One of 4,096 samples takes 22 kB. 0 keeps their features only.",
      },
      { default: 30, minimum: 0, maximum: 36_500 },
    ),
    sizeLimitMegabytes: integerField(
      {
        label: "Size limit of the file",
        unit: "MB",
        help: "0 for none. A full file refuses new data with TWIN-STORE-002.",
      },
      { default: 0, minimum: 0, maximum: 1_000_000 },
    ),
    url: textField(
      { label: "Address", env: true, group: "InfluxDB", showWhen: INFLUX },
      { default: "http://127.0.0.1:8086", pattern: "^(https?://.+|\\$\\{.+\\})$" },
    ),
    database: textField(
      {
        label: "Database",
        env: true,
        help: "Made if it is missing.",
        showWhen: { field: "driver", in: ["influx1", "influx3"] },
      },
      { default: "twinloom" },
    ),
    user: textField({ label: "User", env: true, showWhen: { field: "driver", in: ["influx1"] } }, { default: "" }),
    org: textField(
      { label: "Organisation", env: true, showWhen: { field: "driver", in: ["influx2"] } },
      { default: "" },
    ),
    bucket: textField(
      {
        label: "Bucket",
        env: true,
        help: "Its own retention applies.",
        showWhen: { field: "driver", in: ["influx2"] },
      },
      { default: "twinloom" },
    ),
    outboxLimitMegabytes: integerField(
      {
        label: "Outbox limit",
        unit: "MB",
        help: "What waits for a server that is away; 100 MB hold about a million points.",
        group: "Outage",
        showWhen: INFLUX,
      },
      { default: 256, minimum: 1, maximum: 100_000 },
    ),
    outboxLimitDays: integerField(
      {
        label: "Longest wait",
        unit: "d",
        help: "The outbox is full, too, when its oldest point has waited so long by this machine's clock; 0 for no such limit.",
        showWhen: INFLUX,
      },
      { default: 0, minimum: 0, maximum: 36_500 },
    ),
    whenFull: choiceField(
      {
        label: "When the outbox is full",
        help: "Refuse: sources hold new data back, and nothing that was acknowledged is lost. Drop: new data gets in, and the oldest is lost.",
        showWhen: INFLUX,
      },
      { refuse: "Refuse new data with an error", overwriteOldest: "Drop the oldest data" },
      { default: "refuse" },
    ),
    sendFirst: choiceField(
      {
        label: "After an outage, send first",
        help: "In order: trends have no gap, but are late until the backlog is through. Live first: what is new arrives at once, the gap behind it fills when nothing new waits; of two values of the same time the older may win.",
        showWhen: INFLUX,
      },
      { oldest: "All in its order", live: "Live data, then the backlog" },
      { default: "oldest" },
    ),
  },
  { additionalProperties: false },
);

/** The config node "twin store": where telemetry, features, forecasts and documents are kept. */
export const schema: NodeSchema<typeof fields> = {
  type: "twinloom-store",
  label: "twin store",
  summary: "Keeps telemetry, features, forecasts and work orders, in a file on this machine or in InfluxDB.",
  category: "config",
  version: 1,
  fields,
  secrets: {
    password: { label: "Password", control: "secret", showWhen: { field: "driver", in: ["influx1"] } },
    token: { label: "API token", control: "secret", showWhen: { field: "driver", in: ["influx2", "influx3"] } },
  },
};

export type StoreConfig = Static<typeof schema.fields>;
