import { Ajv } from "ajv";
import Type, { type Static } from "typebox";
import { TwinError } from "../../models/errors/twin-error.ts";
import { historyErrors } from "./errors.ts";

const Measurement = Type.Enum(["telemetry", "features", "waveforms", "health", "forecast", "setpoint"]);

/** Numbers over a range. Without `toMs` the range ends at the newest data. */
export const SeriesRequest = Type.Object({
  asset: Type.Optional(Type.String()),
  series: Type.Array(
    Type.Object({
      measurement: Measurement,
      field: Type.String({ minLength: 1 }),
      tags: Type.Optional(Type.Record(Type.String(), Type.String())),
    }),
    { minItems: 1, maxItems: 64 },
  ),
  hours: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  toMs: Type.Optional(Type.Number()),
  points: Type.Optional(Type.Integer({ minimum: 2, maximum: 20_000 })),
  /** Only while all of these held: { product: "PA6", operatingState: "running" }. */
  while: Type.Optional(
    Type.Record(Type.String({ minLength: 1 }), Type.String({ minLength: 1 }), { maxProperties: 10 }),
  ),
});
export type SeriesRequest = Static<typeof SeriesRequest>;

/** When each value of one context held: the batches of a week. */
export const ContextRequest = Type.Object({
  contexts: Type.String({ minLength: 1 }),
  asset: Type.Optional(Type.String()),
  hours: SeriesRequest.properties.hours,
  toMs: SeriesRequest.properties.toMs,
});
export type ContextRequest = Static<typeof ContextRequest>;

/** Documents that the twin keeps, newest first. */
export const DocumentRequest = Type.Object({
  collection: Type.Enum([
    ...["forecasts", "shadow-forecasts", "scenarios", "work-orders", "twin-states"],
    ...["life-scores", "model-events", "setpoints", "alarms"],
  ]),
  asset: Type.Optional(Type.String()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
});
export type DocumentRequest = Static<typeof DocumentRequest>;

/** How the store is, and what waits for its server. */
export const StoreRequest = Type.Object({ query: Type.Literal("store") });
export type StoreRequest = Static<typeof StoreRequest>;

const ajv = new Ajv({ strict: false });
const checkSeries = ajv.compile<SeriesRequest>(SeriesRequest);
const checkContexts = ajv.compile<ContextRequest>(ContextRequest);
const checkDocuments = ajv.compile<DocumentRequest>(DocumentRequest);
const checkStore = ajv.compile<StoreRequest>(StoreRequest);

/** @throws TwinError TWIN-HIST-001 naming the field that is wrong */
export const readRequest = (payload: unknown): SeriesRequest | ContextRequest | DocumentRequest | StoreRequest => {
  if (checkStore(payload)) return payload;
  const has = (key: string): boolean => typeof payload === "object" && payload !== null && key in payload;
  const check = has("collection") ? checkDocuments : has("contexts") ? checkContexts : checkSeries;
  if (check(payload)) return payload;
  const error = check.errors?.[0];
  throw new TwinError(historyErrors.badRequest, {
    field: error?.instancePath.slice(1).replaceAll("/", ".") || "payload",
    reason: error?.message ?? "is not valid",
  });
};
