import Type, { type Static } from "typebox";

export const LOAD_PLAN_TAG = "twinloom/load-plan@1";

/** `Mon-Fri`, `Sa,Su`, `2026-12-24`, `2026-12-24..2027-01-02`; English or German days, two letters or more; empty: always. */
export const DAYS_PATTERN =
  "^(|[A-Za-z]{2,10}(-[A-Za-z]{2,10})?(,[A-Za-z]{2,10}(-[A-Za-z]{2,10})?)*|\\d{4}-\\d{2}-\\d{2}([.]{2}\\d{4}-\\d{2}-\\d{2})?)$";
/** `06:00`; empty: the day's begin or end. */
export const CLOCK_PATTERN = "^(|([01]\\d|2[0-3]):[0-5]\\d|24:00)$";

/** One line of a plan: from when to when a load has a value. A `to` before `from` is on the next day. */
export const LoadPlanRow = Type.Object(
  {
    load: Type.String({ minLength: 1, description: "name of a load of the physics model" }),
    value: Type.Number({ description: "in the load's unit; 0: stands still" }),
    days: Type.Optional(Type.String({ pattern: DAYS_PATTERN })),
    from: Type.Optional(Type.String({ pattern: CLOCK_PATTERN })),
    to: Type.Optional(Type.String({ pattern: CLOCK_PATTERN })),
  },
  { additionalProperties: false },
);
export type LoadPlanRow = Static<typeof LoadPlanRow>;

/** How a machine will be run, as a message: no rows mean "as it was". */
export const LoadPlan = Type.Object(
  {
    schema: Type.Literal(LOAD_PLAN_TAG),
    asset: Type.String({ minLength: 1 }),
    rows: Type.Array(LoadPlanRow),
    timeZone: Type.Optional(Type.String({ description: "IANA name; default UTC" })),
  },
  { additionalProperties: false },
);
export type LoadPlan = Static<typeof LoadPlan>;
