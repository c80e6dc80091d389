import { type AlarmDecision, alarmDecision, type Decisions } from "../../models/backtest/decisions.ts";
import { WORK_ORDER_TAG, type WorkOrder } from "../../models/maintenance/work-order.ts";
import { FORECAST_TAG, type Forecast } from "../../models/prognosis/forecast.ts";
import { SETPOINT_TAG, type Setpoint } from "../../models/setpoint/setpoint.ts";
import { ALARM_COLLECTION, isAlarmChange, type KeptAlarm } from "../../models/twin/alarm-change.ts";
import { SETPOINT_COLLECTION } from "../../nodes/setpoint-guard/setpoint-book.ts";
import type { Documents } from "../../nodes/store/sqlite/open-documents.ts";

const MOST = 100_000;

/** What a flow has decided since the comparison began, from the store that it writes to. */
export interface DecisionReader {
  /** Reads on to a data time. Orders are read anew: their urgency changes. */
  read(store: Documents, toMs: number): Promise<Decisions & { readonly setpoints: number }>;
}

/**
 * Both flows are read in the same way, so that what a store does not keep is compared for neither.
 *
 * @param fromMs first data time that counts
 */
export const decisionReader = (fromMs: number): DecisionReader => {
  const forecasts: Forecast[] = [];
  const alarms: AlarmDecision[] = [];
  let readMs = fromMs;
  return {
    read: async (store, toMs) => {
      if (toMs > readMs) {
        const fresh = await store.listDocuments({ collection: "forecasts", fromMs: readMs, toMs, limit: MOST });
        forecasts.push(
          ...fresh
            .map(({ body }) => body)
            .filter(isForecast)
            .map(withoutBasis)
            .toReversed(),
        );
        const changes = await store.listDocuments({ collection: ALARM_COLLECTION, fromMs: readMs, toMs, limit: MOST });
        alarms.push(
          ...changes
            .map(({ body }) => body)
            .filter(isAlarmChange)
            .filter(isOwn)
            .map(alarmDecision)
            .toReversed(),
        );
        readMs = toMs;
      }
      const orders = await store.listDocuments({ collection: "work-orders", limit: MOST });
      const setpoints = await store.listDocuments({ collection: SETPOINT_COLLECTION, fromMs, toMs, limit: MOST });
      return {
        ...{ forecasts, alarms },
        orders: orders
          .map(({ body }) => body)
          .filter(isOrder)
          .filter(({ raisedTime }) => raisedTime >= fromMs && raisedTime < toMs)
          .sort((a, b) => a.raisedTime - b.raisedTime || (a.id < b.id ? -1 : 1)),
        setpointsMade: setpoints.map(({ body }) => body).filter(isSetpoint),
        others: {},
        setpoints: setpoints.length,
      };
    },
  };
};

/** Orders that a flow has open for a component. */
export const openOrdersIn = async (
  store: Documents,
  asset: string,
  component: string,
): Promise<readonly WorkOrder[]> => {
  const documents = await store.listDocuments({ collection: "work-orders", owner: asset, limit: MOST });
  return documents
    .map(({ body }) => body)
    .filter(isOrder)
    .filter((order) => order.component === component && order.status !== "closed");
};

/** What an operator did to an alarm is no decision of the flow. */
const isOwn = ({ command }: KeptAlarm): boolean => command === undefined;

const isSetpoint = (body: unknown): body is Setpoint => tagOf(body) === SETPOINT_TAG;

const tagOf = (body: unknown): unknown =>
  typeof body === "object" && body !== null ? Reflect.get(body, "schema") : undefined;
const isForecast = (body: unknown): body is Forecast => tagOf(body) === FORECAST_TAG;
const isOrder = (body: unknown): body is WorkOrder => tagOf(body) === WORK_ORDER_TAG;

/** What a forecast was computed from is the greater part of it. */
const withoutBasis = (forecast: Forecast): Forecast => {
  const { computedFrom: _, ...slim } = forecast as Forecast & { readonly computedFrom?: unknown };
  return slim;
};
