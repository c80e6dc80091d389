import type { Forecast } from "../../models/prognosis/forecast.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import type { TwinStore } from "../kit/store.ts";
import type { FlowMessage, NodeStatus, Outgoing, World } from "../kit/world.ts";
import { actThreshold } from "./act-threshold.ts";
import type { Outcome } from "./asset-engine.ts";
import type { AssetTrack } from "./asset-track.ts";
import { forecastStatus } from "./forecast-status.ts";
import { type ForecastRecord, keepForecasts, keepShadowForecasts } from "./keep-forecasts.ts";
import { createOwedWrites } from "./owed-writes.ts";
import type { RulPredictorConfig } from "./schema.ts";
import { toForecast } from "./to-forecast.ts";

/** An asset whose forecasts are due. */
export interface Due {
  readonly track: AssetTrack;
  readonly state: TwinState;
  readonly message: FlowMessage;
}

export type Answer = PromiseSettledResult<Outgoing>;

/** Assets that are put into words between two breaths of the event loop: some milliseconds, with explanations. */
const SLICE = 8;

/** Forecasts assets whose turn has come, together: rows of the same model cost less than half each then. */
export const forecastRounds = (
  config: RulPredictorConfig,
  world: World,
  store: TwinStore | undefined,
  say: (status: NodeStatus) => void,
) => {
  const owed = createOwedWrites();
  const owedByShadows = createOwedWrites();
  const status = forecastStatus(say);

  const worded = ({ track, state }: Due, outcomes: readonly Outcome[], explain = config.explain): Forecast[] => {
    const options = {
      confidence: config.confidence / 100,
      urgencyThreshold: actThreshold(config.missCost, config.falseAlarmCost) ?? config.urgencyPercent / 100,
      explain,
      flowRevision: world.flowRevision(),
    };
    return outcomes.map((outcome) => toForecast(outcome, track.plan.type, state, options));
  };

  const keep = async (due: readonly Due[], records: readonly ForecastRecord[], ready: () => Promise<unknown>) => {
    const [first] = due;
    if (!store || !first) return;
    try {
      await ready();
      await owed.write(records.length, () => keepForecasts(store, records, config));
    } catch (error) {
      world.fail(error, first.message);
    }
  };

  const recordShadows = async (due: readonly Due[]): Promise<void> => {
    const shadowed = due.filter(({ track }) => track.plan.shadows.length > 0);
    const [first] = shadowed;
    if (!store || !first) return;
    try {
      const said = await Promise.all(shadowed.map(({ track, state }) => track.forecastMuted(state)));
      const records = shadowed.map((one, i): ForecastRecord => {
        const outcomes = said[i] ?? [];
        // nobody reads a shadow's reasons
        return { state: one.state, forecasts: worded(one, outcomes, "none"), outcomes };
      });
      await owedByShadows.write(records.length, () => keepShadowForecasts(store, records, config));
    } catch (error) {
      world.fail(error, first.message);
    }
  };

  /**
   * What came of each, in their order; one that fails does not fail the others.
   *
   * @param ready resolves when what the forecasts rest on is on disk: nothing is kept before
   */
  return async (due: readonly Due[], ready: () => Promise<unknown>): Promise<readonly Answer[]> => {
    const settled = await Promise.allSettled(due.map(({ track, state }) => track.forecast(state)));
    const answers: Answer[] = [];
    const made: Due[] = [];
    const records: ForecastRecord[] = [];
    for (const [i, one] of due.entries()) {
      if (i > 0 && i % SLICE === 0) await breath();
      const outcomes = settled[i];
      if (outcomes?.status !== "fulfilled") {
        answers.push({ status: "rejected", reason: outcomes?.reason });
        continue;
      }
      try {
        const forecasts = worded(one, outcomes.value);
        answers.push({ status: "fulfilled", value: messagesOf(one, forecasts) });
        made.push(one);
        records.push({ state: one.state, forecasts, outcomes: outcomes.value });
      } catch (reason) {
        answers.push({ status: "rejected", reason });
      }
    }
    await keep(made, records, ready);
    await recordShadows(made);
    const told = records.flatMap(({ forecasts }) => forecasts);
    if (made.length > 0) status(told);
    for (const { assetType, component, model } of told) {
      world.count("twinloom_forecasts_total", 1, { asset_type: assetType, component, model: model.hash });
    }
    return answers;
  };
};

const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const messagesOf = ({ state, message: { _msgid } }: Due, forecasts: readonly Forecast[]): Outgoing => [
  forecasts.map((payload) => ({ ...(_msgid ? { _msgid } : {}), topic: state.asset, payload })),
];
