import type { WorkOrder } from "../maintenance/work-order.ts";
import type { Forecast } from "../prognosis/forecast.ts";
import { compareSetpoints, type SetpointDiff } from "./compare-setpoints.ts";
import type { Decisions } from "./decisions.ts";

/** An order that both flows have raised for the same trouble. */
export interface OrderPair {
  readonly before: WorkOrder;
  readonly after: WorkOrder;
  /** By how much later it was raised; negative: earlier. */
  readonly laterHours: number;
}

export interface AlarmDifference {
  readonly id: string;
  /** Times that it rose. */
  readonly before: number;
  readonly after: number;
  readonly clearedBefore: number;
  readonly clearedAfter: number;
}

/** What a flow decides otherwise than another on the same history. */
export interface BehaviouralDiff {
  readonly orders: {
    readonly added: readonly WorkOrder[];
    readonly gone: readonly WorkOrder[];
    /** Raised at another time, or ended with another urgency. */
    readonly changed: readonly OrderPair[];
    readonly same: number;
  };
  readonly setpoints: SetpointDiff;
  /** How often an alarm rose and cleared, by its id, where one of them differs. */
  readonly alarms: readonly AlarmDifference[];
  readonly forecasts: {
    /** Made by both for the same component and time. */
    readonly both: number;
    readonly onlyBefore: number;
    readonly onlyAfter: number;
    readonly meanChangeHours: number;
    readonly urgencies: readonly { readonly from: string; readonly to: string; readonly count: number }[];
  };
}

const HOUR_MS = 3_600_000;

export const compareDecisions = (before: Decisions, after: Decisions): BehaviouralDiff => ({
  orders: compareOrders(before.orders, after.orders),
  setpoints: compareSetpoints(before.setpointsMade, after.setpointsMade),
  alarms: compareAlarms(before, after),
  forecasts: compareForecasts(before.forecasts, after.forecasts),
});

/** The n-th order of a component's failure mode in one run is the n-th in the other: an episode begins where the one before ended. */
const compareOrders = (before: readonly WorkOrder[], after: readonly WorkOrder[]): BehaviouralDiff["orders"] => {
  const [left, right] = [byEpisode(before), byEpisode(after)];
  const pairs = [...left].flatMap(([key, one]): OrderPair[] => {
    const other = right.get(key);
    return other ? [{ before: one, after: other, laterHours: (other.raisedTime - one.raisedTime) / HOUR_MS }] : [];
  });
  const changed = pairs.filter((pair) => pair.laterHours !== 0 || pair.before.urgency !== pair.after.urgency);
  return {
    added: [...right].filter(([key]) => !left.has(key)).map(([, order]) => order),
    gone: [...left].filter(([key]) => !right.has(key)).map(([, order]) => order),
    changed,
    same: pairs.length - changed.length,
  };
};

const byEpisode = (orders: readonly WorkOrder[]): Map<string, WorkOrder> => {
  const counts = new Map<string, number>();
  return new Map(
    orders.map((order) => {
      const what = `${order.asset}/${order.component}/${order.failureMode}`;
      const nth = (counts.get(what) ?? 0) + 1;
      counts.set(what, nth);
      return [`${what}#${nth}`, order];
    }),
  );
};

const compareAlarms = (before: Decisions, after: Decisions): BehaviouralDiff["alarms"] => {
  const [left, right] = [alarmTimes(before), alarmTimes(after)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .sort()
    .map((id) => {
      const [was, is] = [left.get(id) ?? NEVER, right.get(id) ?? NEVER];
      return { id, before: was.active, after: is.active, clearedBefore: was.cleared, clearedAfter: is.cleared };
    })
    .filter((one) => one.before !== one.after || one.clearedBefore !== one.clearedAfter);
};

const NEVER = { active: 0, cleared: 0 } as const;

/** How often each alarm rose and cleared. */
const alarmTimes = ({ alarms }: Decisions): Map<string, { active: number; cleared: number }> => {
  const counts = new Map<string, { active: number; cleared: number }>();
  for (const { id, state } of alarms) {
    const times = counts.get(id) ?? { ...NEVER };
    if (state === "active" || state === "cleared") times[state]++;
    counts.set(id, times);
  }
  return counts;
};

const compareForecasts = (before: readonly Forecast[], after: readonly Forecast[]): BehaviouralDiff["forecasts"] => {
  const keyOf = ({ asset, component, time }: Forecast): string => `${asset}/${component}@${time}`;
  const left = new Map(before.map((one) => [keyOf(one), one]));
  const urgencies = new Map<string, number>();
  let [both, change, numbers] = [0, 0, 0];
  for (const one of after) {
    const other = left.get(keyOf(one));
    if (!other) continue;
    both++;
    const turn = `${other.urgency ?? "none"} ${one.urgency ?? "none"}`;
    if (other.urgency !== one.urgency) urgencies.set(turn, (urgencies.get(turn) ?? 0) + 1);
    if (one.rulHours === undefined || other.rulHours === undefined) continue;
    change += one.rulHours - other.rulHours;
    numbers++;
  }
  return {
    both,
    onlyBefore: before.length - both,
    onlyAfter: after.length - both,
    meanChangeHours: numbers > 0 ? change / numbers : 0,
    urgencies: [...urgencies].sort().map(([turn, count]) => {
      const [from = "", to = ""] = turn.split(" ");
      return { from, to, count };
    }),
  };
};
