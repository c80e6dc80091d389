import { TwinError } from "../errors/twin-error.ts";
import { type DayTest, daysOfPlan } from "./days-of-plan.ts";
import { simulationErrors } from "./errors.ts";
import type { LoadPlanRow } from "./load-plan.ts";
import { localTimes } from "./local-time.ts";
import type { Numbers, PhysicsModel } from "./physics-model.ts";

/** The load at a time; made of what the machine does where the plan says nothing. */
export type LoadChange = (asItWas: (timeMs: number) => Numbers) => (timeMs: number) => Numbers;

interface Line {
  readonly load: string;
  readonly value: number;
  readonly days: DayTest;
  readonly from: number;
  readonly to: number;
}

const DAY_MINUTES = 1440;
const DAY_MS = 86_400_000;

/**
 * A plan as a load over time. Where several rows say something about one load, the lowest row holds; where none does, the
 * machine goes on as it was. A row that goes past midnight belongs to the day on which it begins.
 *
 * @param timeZone of days and clock times
 * @throws TwinError TWIN-SIMULATION-008 naming the row and the reason, TWIN-SIMULATION-009 for the time zone
 */
export const plannedLoad = (model: PhysicsModel, rows: readonly LoadPlanRow[], timeZone = "UTC"): LoadChange => {
  const localAt = localTimes(timeZone);
  const lines = rows.map((row, i) => lineOf(model, row, i + 1));
  return (asItWas) => (timeMs) => {
    const load: Record<string, number> = { ...asItWas(timeMs) };
    if (lines.length === 0) return load;
    const today = localAt(timeMs);
    const yesterday = localAt(timeMs - DAY_MS);
    for (const { load: name, value, days, from, to } of lines) {
      const minute = today.minuteOfDay;
      const begun = days(today.weekday, today.date) && minute >= from && (minute < to || to <= from);
      const goesOn = to <= from && minute < to && days(yesterday.weekday, yesterday.date);
      if (begun || goesOn) load[name] = value;
    }
    return load;
  };
};

const lineOf = (model: PhysicsModel, row: LoadPlanRow, number: number): Line => {
  const refuse = (reason: string): never => {
    throw new TwinError(simulationErrors.badLoadPlan, { row: number, reason });
  };
  const { load, value, days: daysText = "", from: fromText = "", to: toText = "" } = row;
  const input = model.loads[load];
  if (!input) return refuse(`there is no load ${load}; ${model.id} has ${Object.keys(model.loads).join(", ")}`);
  const { min, max, unit } = input;
  if (value !== 0 && !(value >= min && value <= max)) {
    return refuse(`${load} = ${value} ${unit} is outside ${min} to ${max} ${unit}`);
  }
  const days = daysOfPlan(daysText);
  if (typeof days === "string") return refuse(days);
  return { load, value, days, from: minutesOf(fromText, 0), to: minutesOf(toText, DAY_MINUTES) };
};

const minutesOf = (clock: string, otherwise: number): number => {
  if (clock === "") return otherwise;
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return 60 * hours + minutes;
};
