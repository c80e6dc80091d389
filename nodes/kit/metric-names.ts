/**
 * What a runtime tells of itself in numbers: names after the Prometheus conventions (prometheus.io/docs/practices/naming), base
 * units in the name, counters end in `_total`. Counters run since the process began; `node` and `name` say whose they are.
 */
export const COUNTERS = {
  twinloom_readings_total: "Readings that a source has sent on",
  twinloom_readings_refused_total: "Readings that a source has refused, by the code of the reason",
  twinloom_errors_total: "Errors of a node, by their code",
  twinloom_forecasts_total: "Forecasts of remaining useful life, by asset type, component and model",
  twinloom_work_orders_total: "Work orders raised, by urgency",
  twinloom_outbox_dropped_points_total: "Points that a full outbox has overwritten before the server had them",
  twinloom_store_points_total: "Points that a store has taken, durable when they are counted",
} as const;

export const GAUGES = {
  twinloom_data_age_seconds: "Age of a source's newest data: this machine's clock less the source's time",
  twinloom_store_up: "1 where a store and its server take data, 0 where they do not",
  twinloom_store_backlog_points: "Points taken by a store and not yet at its remote server",
  twinloom_outbox_bytes: "What waits for a store's server, in bytes of payload",
  twinloom_outbox_oldest_age_seconds: "Since the oldest point that waits for the server was taken",
  twinloom_outbox_sent_points_per_second: "Points that the server has taken in the last 30 s, per second",
  twinloom_outbox_remaining_seconds: "Until nothing waits, if all goes on as in the last 30 s",
  twinloom_store_quarantined_points: "Points that a store's server has refused for good, kept with the reason",
  twinloom_node_refused: "1 for a node whose settings are refused, by the code of the reason",
  twinloom_flow_info: "1, with the revision of the deployed flow",
} as const;

export type CounterName = keyof typeof COUNTERS;
export type GaugeName = keyof typeof GAUGES;
