import { TwinError } from "../../../models/errors/twin-error.ts";
import { addToOnsetHistory, emptyOnsetHistory, onsetVector } from "../../../models/prognosis/onset-features.ts";
import { learnedHours, type OnsetRule } from "../../../models/prognosis/onset-recipe.ts";
import { WAVEFORM_FEATURES, waveformFeatureUnit } from "../../../models/signal/waveform-features.ts";
import { createWaveformPlan } from "../../../models/signal/waveform-plan.ts";
import { ACCELERATION_UNIT, type Bearing } from "./bearing.ts";
import { femtoErrors } from "./errors.ts";
import { WATCHED } from "./onset-plan.ts";

/** What of a waveform does not need the bearing's geometry: its organisers say that fault frequencies don't match. */
const SIGNAL = WAVEFORM_FEATURES.slice(0, WAVEFORM_FEATURES.indexOf(WATCHED) + 1);

/** Names and UCUM codes of `Moment.signal`, channel by channel. */
export const signalFeatures = (channels: readonly string[]): { name: string; unit: string }[] =>
  channels.flatMap((channel) =>
    SIGNAL.map((name) => ({ name: `${channel}/${name}`, unit: waveformFeatureUnit(name, ACCELERATION_UNIT) })),
  );

/** A bearing at one snapshot. */
export interface Moment {
  /** Since the first snapshot of its life. */
  readonly hours: number;
  /** Share of its life that was left, 1 to 0: the truth. */
  readonly shareLeft: number;
  /** The model's input (`ONSET_FEATURES`), of this snapshot and those before it. */
  readonly vector: Float64Array;
  /** The waveforms' own features (`signalFeatures`). */
  readonly signal: Float64Array;
}

export interface BearingLife {
  readonly name: string;
  readonly lifeHours: number;
  readonly channels: readonly string[];
  readonly moments: readonly Moment[];
  /** When damage was first seen in each channel, in hours since the first snapshot; null: never. */
  readonly onsetHours: readonly (number | null)[];
}

/**
 * Computes the features of every snapshot of a bearing, by the code that computes them at the edge.
 *
 * @param rule by which an onset is seen
 * @param done is told after each snapshot
 * @throws TwinError TWIN-FEMTO-002, -005 to -007, and -009 for a life that ends before its baseline is known
 */
export const bearingLife = async (
  bearing: Bearing,
  rule: OnsetRule,
  done: () => void = () => undefined,
): Promise<BearingLife> => {
  const { name, lifeHours, channels, hours, samples, sampleRateHz } = bearing;
  const needed = learnedHours(rule);
  if (lifeHours <= needed)
    throw new TwinError(femtoErrors.tooShort, { bearing: name, hours: lifeHours.toFixed(2), needed });
  const plan = createWaveformPlan(samples, sampleRateHz, ACCELERATION_UNIT);
  const history = emptyOnsetHistory(channels.length);
  const moments: Moment[] = [];
  for (const [i, at] of hours.entries()) {
    const waveforms = await bearing.read(i);
    const ofChannels = waveforms.map((waveform) =>
      plan.compute(waveform, Number.NaN, undefined).slice(0, SIGNAL.length),
    );
    const watched = ofChannels.map((features) => features.at(-1) ?? Number.NaN);
    addToOnsetHistory(history, rule, at, watched);
    moments.push({
      hours: at,
      shareLeft: 1 - at / lifeHours,
      vector: onsetVector(history),
      signal: Float64Array.from(ofChannels.flatMap((features) => [...features])),
    });
    done();
  }
  return { name, lifeHours, channels, moments, onsetHours: history.channels.map(({ onsetHours }) => onsetHours) };
};
