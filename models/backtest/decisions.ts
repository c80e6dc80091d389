import { WORK_ORDER_TAG, type WorkOrder } from "../maintenance/work-order.ts";
import { FORECAST_TAG, type Forecast } from "../prognosis/forecast.ts";
import { SETPOINT_TAG, type Setpoint } from "../setpoint/setpoint.ts";
import { type AlarmChange, isAlarmChange } from "../twin/alarm-change.ts";

/** What a flow has decided, in the order of the data's time. */
export interface Decisions {
  readonly forecasts: readonly Forecast[];
  readonly alarms: readonly AlarmDecision[];
  /** Each order as it was last told. */
  readonly orders: readonly WorkOrder[];
  /** Each set-point as it was last told. */
  readonly setpointsMade: readonly Setpoint[];
  /** Messages of other kinds that nodes told as decisions: how many by their schema. */
  readonly others: Readonly<Record<string, number>>;
}

export interface AlarmDecision {
  readonly asset: string;
  readonly time: number;
  readonly id: string;
  readonly state: string;
  readonly priority: string;
}

/** Takes what the ears of a flow hear and puts it in an order that does not depend on who was heard first. */
export const decisionBook = () => {
  const forecasts: Forecast[] = [];
  const alarms: AlarmDecision[] = [];
  const orders = new Map<string, WorkOrder>();
  const setpoints = new Map<string, Setpoint>();
  const others = new Map<string, number>();

  return {
    hear(payload: unknown): void {
      const schema = tagOf(payload);
      if (schema === FORECAST_TAG) forecasts.push(payload as Forecast);
      else if (schema === WORK_ORDER_TAG) orders.set((payload as WorkOrder).id, payload as WorkOrder);
      else if (schema === SETPOINT_TAG) setpoints.set((payload as Setpoint).id, payload as Setpoint);
      else if (isAlarmChange(payload)) alarms.push(alarmDecision(payload));
      else others.set(schema || "no schema", (others.get(schema || "no schema") ?? 0) + 1);
    },
    openOrders: (asset: string, component: string): readonly WorkOrder[] =>
      [...orders.values()].filter(
        (order) => order.asset === asset && order.component === component && order.status !== "closed",
      ),
    decisions: (): Decisions => ({
      forecasts: forecasts.toSorted(by(({ time, asset, component }) => [time, asset, component])),
      alarms: alarms.toSorted(by(({ time, asset, id, state }) => [time, asset, id, state])),
      orders: [...orders.values()].sort(by(({ raisedTime, id }) => [raisedTime, id])),
      setpointsMade: [...setpoints.values()].sort(by((one) => [madeMs(one), one.id])),
      others: Object.fromEntries([...others].sort()),
    }),
  };
};

/** Data time at which a set-point was proposed, epoch milliseconds. */
export const madeMs = ({ history, time }: Setpoint): number => history[0]?.time ?? time;

export const alarmDecision = ({ asset, time, alarm }: AlarmChange): AlarmDecision => ({
  ...{ asset, time, id: alarm.id },
  state: alarm.state,
  priority: alarm.priority,
});

const tagOf = (payload: unknown): string =>
  typeof payload === "object" && payload !== null && "schema" in payload ? String(payload.schema) : "";

/** Compares by several keys, one after the other. */
const by =
  <T>(keysOf: (one: T) => readonly (string | number)[]) =>
  (a: T, b: T): number => {
    const [left, right] = [keysOf(a), keysOf(b)];
    for (const [i, one] of left.entries()) {
      const other = right[i] ?? one;
      if (one !== other) return one < other ? -1 : 1;
    }
    return 0;
  };
