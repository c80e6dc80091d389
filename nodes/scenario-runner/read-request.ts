import { Ajv } from "ajv";
import Type, { type Static } from "typebox";
import { TwinError } from "../../models/errors/twin-error.ts";
import { Scenario } from "../../models/simulation/scenario-result.ts";
import { scenarioErrors } from "./errors.ts";

/** What a dashboard or an inject node asks. */
const ScenarioRequest = Type.Object({
  asset: Type.Optional(Type.String()),
  horizonHours: Type.Optional(Type.Number({ minimum: 1, maximum: 17_520 })),
  scenarios: Type.Array(Scenario, { minItems: 1, maxItems: 32 }),
});
export type ScenarioRequest = Static<typeof ScenarioRequest>;

const check = new Ajv({ strict: false }).compile<ScenarioRequest>(ScenarioRequest);

/** @throws TwinError TWIN-SCENARIO-002 naming the field that is wrong */
export const readRequest = (payload: unknown): ScenarioRequest => {
  if (check(payload)) return payload;
  const error = check.errors?.[0];
  const extra: unknown = error?.params["additionalProperty"];
  throw new TwinError(scenarioErrors.badRequest, {
    field: error?.instancePath.slice(1).replaceAll("/", ".") || "payload",
    reason: `${error?.message ?? "is not valid"}${typeof extra === "string" ? ` (${extra})` : ""}`,
  });
};

/** `{ query: "loads", asset? }`: what may be changed on a machine. */
export const isLoadsQuery = (payload: unknown): payload is { readonly query: "loads"; readonly asset?: unknown } =>
  typeof payload === "object" && payload !== null && "query" in payload && payload.query === "loads";
