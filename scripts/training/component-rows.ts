import { addStep, emptyHistory, historyVector } from "../../models/prognosis/history-features.ts";
import type { Random } from "../../models/random/random.ts";
import type { Row } from "./feature-table.ts";
import type { MachineLife } from "./simulate-machine.ts";
import { LATE_SHARE, LATEST_START, MINIMUM_HOURS } from "./training-plan.ts";

export interface Draw {
  readonly anywhere: number;
  readonly lastHours?: { readonly rows: number; readonly hours: number };
}

const HOUR_MS = 3_600_000;

/** Random moments of one component's life, each with the history up to it. */
export const componentRows = (life: MachineLife, component: string, draw: Draw, random: Random): Row[] => {
  const failure = life.failureHours[component];
  if (failure === undefined) return [];
  const first = random.next() < LATE_SHARE ? Math.floor(random.next() * LATEST_START * failure) : 0;
  const from = first + MINIMUM_HOURS;
  const until = Math.floor(failure);
  if (until <= from) return [];
  const wanted = new Map<number, number>();
  const pick = (low: number): void => {
    const hour = Math.floor(low + random.next() * (until - low));
    wanted.set(hour, (wanted.get(hour) ?? 0) + 1);
  };
  for (let i = 0; i < draw.anywhere; i++) pick(from);
  const { rows = 0, hours = 0 } = draw.lastHours ?? {};
  for (let i = 0; i < rows; i++) pick(Math.max(from, until - hours));

  const history = emptyHistory(life.windows[0]?.length ?? 0, life.startMs + (first + 1) * HOUR_MS);
  const made: Row[] = [];
  for (let hour = first; hour < until; hour++) {
    addStep(history, life.startMs + (hour + 1) * HOUR_MS, life.windows[hour] ?? [], 1);
    const times = wanted.get(hour) ?? 0;
    for (let i = 0; i < times; i++) made.push({ vector: historyVector(history), rulHours: failure - hour - 1 });
  }
  return made;
};
