import { TwinError } from "../../models/errors/twin-error.ts";
import { makeSeries, seriesView } from "../../models/telemetry/series-view.ts";
import type { Series, Telemetry, Waveform } from "../../models/telemetry/telemetry.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import type { CreateBehaviour } from "../kit/define-node.ts";
import { silenceWatch } from "../kit/silence-watch.ts";
import type { TwinStore } from "../kit/store.ts";
import type { FlowMessage, NodeStatus } from "../kit/world.ts";
import { addSeries } from "./add-series.ts";
import { addWaveformTo } from "./add-waveform.ts";
import { type AssetWindows, closeWindows, createAssetWindows } from "./asset-windows.ts";
import { createMeasureEvidence } from "./bearing-diagnosis.ts";
import { channelPlan } from "./channel-plan.ts";
import { featureErrors } from "./errors.ts";
import { featuresMessage } from "./features-message.ts";
import { isRecord, notAnObject, readTelemetry } from "./read-telemetry.ts";
import type { schema } from "./schema.ts";
import { spectrumMessage } from "./spectrum-message.ts";
import { takeSensors } from "./take-sensors.ts";
import { waveformHistory } from "./waveform-history.ts";
import { createWaveformPlans } from "./waveform-plans.ts";
import { windowRule } from "./window-rule.ts";

/** Memory is bounded by what one node may know: panes of 10,000 machines with 8 channels take some 20 MB. */
const MAX_ASSETS = 10_000;

/**
 * Telemetry in; features of each window that a message completes out of the first port, a spectrum of each waveform out
 * of the second. Deterministic: all time is the data's. What can't be used is reported and the rest of its message is
 * used.
 */
export const createBehaviour: CreateBehaviour<(typeof schema)["fields"]> = (config, world) => {
  const plan = channelPlan(world.resource<AssetType>(config.assetType, "twinloom-asset-type"));
  const rule = windowRule(config);
  const plans = createWaveformPlans();
  const measure = createMeasureEvidence();
  const assets = new Map<string, AssetWindows>();
  const store = config.store ? world.resource<TwinStore>(config.store, "twinloom-store") : undefined;
  const history = store && waveformHistory(store, plan, plans, rule.windowMs, world);

  const howMany = (): NodeStatus => ({
    level: "ok",
    text: assets.size === 1 ? "1 machine" : `${assets.size} machines`,
  });
  const watch = silenceWatch(world, howMany);

  const stateOf = (asset: string): AssetWindows => {
    const known = assets.get(asset);
    if (known) return known;
    if (assets.size >= MAX_ASSETS) {
      throw new TwinError(featureErrors.tooManyAssets, { asset, count: assets.size + 1, most: MAX_ASSETS });
    }
    const state = createAssetWindows(asset, plan);
    assets.set(asset, state);
    return state;
  };

  /** Reports once for each channel of an asset, until the next deploy. */
  const refuse = (state: AssetWindows, channel: string, error: TwinError, message: FlowMessage): void => {
    if (state.refused.has(channel)) return;
    state.refused.set(channel, error.message);
    world.fail(error, message);
  };

  const takeSeries = (state: AssetWindows, name: string, series: Series, message: FlowMessage): void => {
    if (!isRecord(series)) throw notAnObject(`series.${name}`);
    const channel = plan.scalarByName.get(name);
    const { asset } = state;
    if (!channel) {
      const details = { asset, channel: name, type: plan.assetType, kind: "scalar" };
      refuse(state, name, new TwinError(featureErrors.unknownChannel, details), message);
    } else if (series.unit !== channel.unit) {
      const details = { asset, channel: name, found: String(series.unit), expected: channel.unit };
      refuse(state, name, new TwinError(featureErrors.unitMismatch, details), message);
    } else {
      addSeries(state, channel, seriesView(series), rule, plan);
    }
  };

  const takeWaveform = (state: AssetWindows, waveform: Waveform, message: FlowMessage) => {
    if (!isRecord(waveform)) throw notAnObject("waveforms");
    const channel = plan.waveformByName.get(waveform.channel);
    const { asset } = state;
    if (!channel) {
      const details = { asset, channel: String(waveform.channel), type: plan.assetType, kind: "waveform" };
      refuse(state, String(waveform.channel), new TwinError(featureErrors.unknownChannel, details), message);
      return undefined;
    }
    if (waveform.unit !== channel.unit) {
      const details = { asset, channel: channel.name, found: String(waveform.unit), expected: channel.unit };
      refuse(state, channel.name, new TwinError(featureErrors.unitMismatch, details), message);
      return undefined;
    }
    const analysed = addWaveformTo(state, channel, waveform, rule, plan, plans, measure);
    if (!analysed) {
      if (history) history.takeLate(asset, channel, waveform);
      else state.late++;
      return undefined;
    }
    const { startTime } = waveform;
    history?.keep(asset, channel, waveform, analysed.features);
    if (!config.spectra || startTime < (state.waveformMs[channel.index] ?? startTime)) return undefined;
    state.waveformMs[channel.index] = startTime;
    return spectrumMessage(asset, channel, startTime, analysed);
  };

  /** Goes on with the rest of the message where one of its channels fails. */
  const attempt = <T>(message: FlowMessage, action: () => T): T | undefined => {
    try {
      return action();
    } catch (thrown) {
      world.fail(thrown, message);
      return undefined;
    }
  };

  const takeScalars = (state: AssetWindows, telemetry: Telemetry, message: FlowMessage): void => {
    const { series, values, time } = telemetry;
    if (series) {
      for (const name in series) attempt(message, () => takeSeries(state, name, series[name] as Series, message));
      takeSensors(state.sensors, telemetry);
      return;
    }
    for (const name in values) {
      const unit = plan.scalarByName.get(name)?.unit ?? "";
      const value: unknown = values[name];
      const sample = makeSeries(unit, [time], [typeof value === "number" ? value : Number.NaN]);
      attempt(message, () => takeSeries(state, name, sample, message));
    }
  };

  /** The first late sample of a window is reported at once, all of them when a window closes. */
  const report = (state: AssetWindows, windowClosed: boolean, message: FlowMessage): void => {
    const { asset, late, timeless } = state;
    if (late + timeless === 0 || (state.reported && !windowClosed)) return;
    if (late > 0) world.fail(new TwinError(featureErrors.lateSamples, { asset, count: late }), message);
    if (timeless > 0) world.fail(new TwinError(featureErrors.badTime, { asset, count: timeless }), message);
    state.late = 0;
    state.timeless = 0;
    state.reported = !windowClosed;
  };

  return {
    input(message) {
      const telemetry = readTelemetry(message.payload);
      const state = stateOf(telemetry.asset);
      watch.came();
      state.context = telemetry.context ?? state.context;
      takeScalars(state, telemetry, message);
      const spectra: FlowMessage[] = [];
      for (const waveform of telemetry.waveforms ?? []) {
        const payload = attempt(message, () => takeWaveform(state, waveform, message));
        if (payload) spectra.push({ topic: state.asset, payload });
      }
      const closed = closeWindows(state, rule);
      if (closed.length > 0) world.status(howMany());
      report(state, closed.length > 0, message);
      if (closed.length === 0) return spectra.length === 0 ? null : [null, spectra];
      const features = closed.map((window) => ({
        topic: state.asset,
        payload: featuresMessage(state, window, plan, config, world.flowRevision()),
      }));
      return [features, spectra.length === 0 ? null : spectra];
    },
    close: () => {
      watch.stop();
      return history?.close();
    },
  };
};
