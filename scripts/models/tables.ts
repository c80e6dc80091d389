import { type ModelEvent, subjectOf } from "../../models/registry/model-event.ts";
import type { ModelLife } from "../../models/registry/registry.ts";
import type { LifeScore } from "../../models/scoring/life-score.ts";
import { aligned } from "../console/aligned.ts";

const short = (hash: string): string => hash.slice(0, 12);
const day = (ms: number): string => new Date(ms).toISOString().replace("T", " ").slice(0, 19);

export const modelTable = (models: readonly ModelLife[]): string =>
  aligned([
    ["STATE", "SUBJECT", "HASH", "SINCE (UTC)", "BY", "NAME"],
    ...models.map((one) => [one.state, subjectOf(one), short(one.hash), day(one.since), one.by, one.name]),
  ]);

export const auditTable = (events: readonly ModelEvent[]): string =>
  aligned([
    ["WHEN (UTC)", "ACTION", "SUBJECT", "HASH", "FROM", "TO", "BY", "REASON"],
    ...events.map((one) => [
      ...[day(one.time), one.action, subjectOf(one), short(one.hash), one.from, one.to, one.by],
      one.displaced ? `${one.reason} (in place of ${short(one.displaced)})` : one.reason,
    ]),
  ]);

export const scoreTable = (scores: readonly LifeScore[]): string =>
  aligned([
    ["ENDED (UTC)", "ORDER", "COMPONENT", "HASH", "AS", "OUTCOME", "FORECASTS", "ERROR h", "WINKLER h", "90 % HELD"],
    ...scores.map(({ endMs, order, component, model, roles, outcome, forecasts, metrics }) => [
      ...[day(endMs), order, component, short(model.hash), roles.join("+"), outcome, `${forecasts}`],
      ...(metrics
        ? [
            metrics.maeHours.toFixed(0),
            metrics.winklerHours.toFixed(0),
            `${(100 * metrics.coverage["90"]).toFixed(0)} %`,
          ]
        : ["-", "-", "-"]),
    ]),
  ]);

export const eventLine = (event: ModelEvent): string =>
  `${subjectOf(event)} ${short(event.hash)}: ${event.from} -> ${event.to}` +
  `${event.displaced ? `, in place of ${short(event.displaced)}` : ""} (${event.reason})\n`;
