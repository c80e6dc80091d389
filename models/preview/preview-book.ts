import { WORK_ORDER_TAG, type WorkOrder } from "../maintenance/work-order.ts";
import { FORECAST_TAG, type Forecast, type Urgency } from "../prognosis/forecast.ts";
import { SCENARIO_RESULT_TAG, type ScenarioResult } from "../simulation/scenario-result.ts";
import { FEATURES_TAG, type Features } from "../telemetry/features.ts";
import { QUALITY } from "../telemetry/quality.ts";
import { seriesView } from "../telemetry/series-view.ts";
import { TELEMETRY_TAG, type Telemetry } from "../telemetry/telemetry.ts";
import { ALARM_TAG } from "../twin/alarm-change.ts";
import { type Alarm, TWIN_STATE_TAG, type TwinState } from "../twin/twin-state.ts";
import { lineBook } from "./line-book.ts";
import type { ComponentOutlook, Mark, PreviewRun, Trouble } from "./preview-run.ts";

type Outlook = { since: Partial<Record<Urgency, number>>; rulHours?: number };

/** Takes what one node sends during a preview, message by message. What it doesn't know is counted. */
export const previewBook = () => {
  const lines = lineBook();
  const marks: Mark[] = [];
  const refused = new Map<string, Trouble>();
  const errors = new Map<string, Trouble>();
  const outlook = new Map<string, Outlook>();
  const orders = new Map<string, WorkOrder>();
  const risen = new Map<string, string>();
  const sum = { messagesIn: 0, messagesOut: 0, readings: 0, bad: 0, windows: 0, missing: 0, alarms: 0 };
  const rul: { forecasts: number; insufficient: number; insufficientReason?: string } = {
    forecasts: 0,
    insufficient: 0,
  };
  let scenarios = 0;
  let best: string | undefined;

  const telemetry = ({ time, values, series, waveforms = [] }: Telemetry): void => {
    sum.readings += waveforms.length;
    for (const [channel, one] of Object.entries(series ?? {})) {
      const { n, timesMs, values: numbers, qualities = NONE } = seriesView(one);
      sum.readings += n;
      for (const quality of qualities) if (quality === QUALITY.bad) sum.bad++;
      lines.many(channel, one.unit, timesMs, numbers);
    }
    if (series) return;
    for (const [channel, value] of Object.entries(values)) {
      sum.readings++;
      lines.one(channel, "", time, value);
    }
  };

  const features = ({ time, values, units, missing }: Features): void => {
    sum.windows++;
    sum.missing += Object.keys(missing).length;
    for (const [name, value] of Object.entries(values)) lines.one(name, units[name] ?? "", time, value);
  };

  const state = ({ time, features: values, featureUnits, channels, components }: TwinState): void => {
    for (const [name, value] of Object.entries(values)) lines.one(name, featureUnits[name] ?? "", time, value);
    for (const [name, { value, unit }] of Object.entries(channels)) lines.one(name, unit, time, value);
    for (const [name, { health }] of Object.entries(components)) {
      if (health !== null) lines.one(`${name} health`, "1", time, health);
    }
  };

  const alarm = ({ time, alarm: { id, state: now, message, source } }: { time: number; alarm: Alarm }): void => {
    if (now === "active" && risen.get(id) !== "active") {
      sum.alarms++;
      marks.push({ timeMs: time, kind: "alarm", text: message, about: source });
    }
    risen.set(id, now);
  };

  const forecast = ({ component, time, rulHours, urgency, reason }: Forecast): void => {
    rul.forecasts++;
    if (rulHours === undefined) {
      rul.insufficient++;
      rul.insufficientReason = reason ?? "";
    } else lines.one(component, "h", time, rulHours);
    const known = outlook.get(component) ?? { since: {} };
    if (urgency) known.since[urgency] ??= time;
    if (rulHours !== undefined) known.rulHours = rulHours;
    outlook.set(component, known);
  };

  const order = (told: WorkOrder): void => {
    if (!orders.has(told.id)) marks.push({ timeMs: told.raisedTime, kind: "order", text: told.title, about: "" });
    orders.set(told.id, told);
  };

  const scenario = ({ outcomes }: ScenarioResult): void => {
    scenarios++;
    best = outcomes[0]?.scenario.name ?? best;
  };

  return {
    took: (): void => {
      sum.messagesIn++;
    },
    /** A payload that the node has sent. */
    hear(payload: unknown): void {
      sum.messagesOut++;
      const { schema, code, reason } = Object(payload);
      if (schema === TELEMETRY_TAG) telemetry(payload as Telemetry);
      else if (schema === FEATURES_TAG) features(payload as Features);
      else if (schema === TWIN_STATE_TAG) state(payload as TwinState);
      else if (schema === ALARM_TAG) alarm(payload as { time: number; alarm: Alarm });
      else if (schema === FORECAST_TAG) forecast(payload as Forecast);
      else if (schema === WORK_ORDER_TAG) order(payload as WorkOrder);
      else if (schema === SCENARIO_RESULT_TAG) scenario(payload as ScenarioResult);
      else if (typeof code === "string" && typeof reason === "string") add(refused, code, reason);
    },
    failed: (code: string, message: string): void => add(errors, code, message),
    run: (): PreviewRun => ({
      ...sum,
      ...rul,
      scenarios,
      ...(best === undefined ? {} : { best }),
      refused: Object.fromEntries(refused),
      errors: Object.fromEntries(errors),
      orders: orders.size,
      criticalOrders: [...orders.values()].filter(({ urgency }) => urgency === "CRITICAL").length,
      outlook: Object.fromEntries(outlook) as Readonly<Record<string, ComponentOutlook>>,
      lines: lines.all(),
      marks: marks.slice(0, MOST_MARKS),
    }),
  };
};

const MOST_MARKS = 200;
const NONE = new Uint8Array();

const add = (to: Map<string, Trouble>, code: string, message: string): void => {
  const known = to.get(code);
  to.set(code, { count: (known?.count ?? 0) + 1, message: known?.message ?? message });
};
