import { TwinError } from "../../models/errors/twin-error.ts";
import type { FaultOrders } from "../../models/signal/fault-lines.ts";
import type { Plausible } from "../../models/signal/scalar-accumulator.ts";
import { SCALAR_FEATURES, type ScalarFeature } from "../../models/signal/scalar-statistics.ts";
import { WAVEFORM_FEATURES, waveformFeatureUnit } from "../../models/signal/waveform-features.ts";
import type { AssetType, Bearing, Channel } from "../../models/twin/asset-type.ts";
import { featureErrors } from "./errors.ts";

/** A scalar channel, its place in every array of an asset's state, and the names of its features. */
export interface ScalarChannel {
  readonly name: string;
  readonly index: number;
  readonly unit: string;
  readonly plausible: Plausible;
  readonly features: readonly FeatureName<ScalarFeature>[];
}

export interface WaveformChannel {
  readonly name: string;
  readonly index: number;
  readonly unit: string;
  readonly features: readonly FeatureName[];
  readonly orders: FaultOrders | undefined;
  /** Component that the bearing belongs to. */
  readonly component: string | undefined;
  readonly speed: ShaftSpeed | undefined;
}

export interface FeatureName<K extends string = string> {
  readonly feature: K;
  /** `channel.feature` */
  readonly name: string;
  readonly unit: string;
}

/** Where the shaft speed is read, and what makes its value revolutions per second. */
export interface ShaftSpeed {
  readonly channel: string;
  readonly index: number;
  readonly hzPerUnit: number;
}

/** All that the asset type says about features, resolved once at deploy. */
export interface ChannelPlan {
  readonly assetType: string;
  readonly scalars: readonly ScalarChannel[];
  readonly scalarByName: ReadonlyMap<string, ScalarChannel>;
  readonly waveforms: readonly WaveformChannel[];
  readonly waveformByName: ReadonlyMap<string, WaveformChannel>;
}

const HZ_PER_UNIT: Readonly<Record<string, number>> = { "1/min": 1 / 60, "{rev}/min": 1 / 60, "1/s": 1, Hz: 1 };

/**
 * @throws TwinError TWIN-FEATURES-008 two bearings on one waveform, TWIN-SIGNAL-004 a waveform in a unit that is not an
 *   acceleration
 */
export const channelPlan = (type: AssetType): ChannelPlan => {
  const entries = Object.entries(type.channels);
  const scalars = entries.filter(([, { kind }]) => kind === "scalar").map(scalarChannel);
  const scalarByName = new Map(scalars.map((channel) => [channel.name, channel]));
  const waveforms = entries
    .filter(([, { kind }]) => kind === "waveform")
    .map(([name, { unit }], index): WaveformChannel => {
      const bearing = bearingOn(type, name);
      return {
        name,
        index,
        unit,
        features: WAVEFORM_FEATURES.map((feature) => named(name, feature, waveformFeatureUnit(feature, unit))),
        orders: bearing,
        component: bearing?.component,
        speed: bearing && shaftSpeed(scalarByName.get(bearing.speedChannel)),
      };
    });
  const waveformByName = new Map(waveforms.map((channel) => [channel.name, channel]));
  return { assetType: type.id, scalars, scalarByName, waveforms, waveformByName };
};

const named = <K extends string>(channel: string, feature: K, unit: string): FeatureName<K> => ({
  feature,
  name: `${channel}.${feature}`,
  unit,
});

const scalarChannel = ([name, { unit, plausible }]: [string, Channel], index: number): ScalarChannel => ({
  name,
  index,
  unit,
  plausible: plausible ?? { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY },
  features: SCALAR_FEATURES.map((feature) => named(name, feature, feature === "slopePerDay" ? `${unit}/d` : unit)),
});

const bearingOn = (type: AssetType, channel: string): Bearing | undefined => {
  const bearings = (type.bearings ?? []).filter(({ waveformChannel }) => waveformChannel === channel);
  if (bearings.length > 1) throw new TwinError(featureErrors.sharedWaveform, { type: type.id, channel });
  return bearings[0];
};

const shaftSpeed = (channel: ScalarChannel | undefined): ShaftSpeed | undefined => {
  const hzPerUnit = channel && HZ_PER_UNIT[channel.unit];
  return channel && hzPerUnit ? { channel: channel.name, index: channel.index, hzPerUnit } : undefined;
};
