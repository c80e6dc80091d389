import { Ajv } from "ajv";
import Type, { type Static } from "typebox";
import { TwinError } from "../../models/errors/twin-error.ts";
import { historyErrors } from "./errors.ts";

const Measurement = Type.Enum(["telemetry", "features", "waveforms", "health", "forecast"]);

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
});
export type SeriesRequest = Static<typeof SeriesRequest>;

/** Documents that the twin keeps, newest first. */
export const DocumentRequest = Type.Object({
  collection: Type.Enum([
    ...["forecasts", "shadow-forecasts", "scenarios", "work-orders", "twin-states"],
    ...["life-scores", "model-events"],
  ]),
  asset: Type.Optional(Type.String()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
});
export type DocumentRequest = Static<typeof DocumentRequest>;

const ajv = new Ajv({ strict: false });
const checkSeries = ajv.compile<SeriesRequest>(SeriesRequest);
const checkDocuments = ajv.compile<DocumentRequest>(DocumentRequest);

/** @throws TwinError TWIN-HIST-001 naming the field that is wrong */
export const readRequest = (payload: unknown): SeriesRequest | DocumentRequest => {
  const forDocuments = typeof payload === "object" && payload !== null && "collection" in payload;
  const check = forDocuments ? checkDocuments : checkSeries;
  if (check(payload)) return payload;
  const error = check.errors?.[0];
  throw new TwinError(historyErrors.badRequest, {
    field: error?.instancePath.slice(1).replaceAll("/", ".") || "payload",
    reason: error?.message ?? "is not valid",
  });
};
