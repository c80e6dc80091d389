import type { Random } from "../../random/random.ts";
import type { SynthesisedWaveform } from "../../simulation/physics-model.ts";
import type { SpindleLoad, SpindleParameters, SpindleState } from "./spindle-types.ts";
import { relativeBearingLoad } from "./wear.ts";

/** A ring has died away after this many time constants. */
const RING_TIME_CONSTANTS = 8;

/**
 * Mean peak acceleration in m/s² with which one impact starts to ring: it grows with the spall, with speed and with the
 * square root of the load that presses the balls into it.
 */
export const impactMS2 = (state: SpindleState, load: SpindleLoad, p: SpindleParameters): number =>
  ((p.impactAtFailureMS2 * load.speed) / p.nominalSpeedRpm) *
  Math.sqrt(relativeBearingLoad(load.cuttingForce, p)) *
  state.spall ** p.impactGrowthExponent;

/** Shaft lines and tooth-pass lines with a random start: amplitude in m/s² and order of the shaft speed. */
const addLines = (samples: Float32Array, load: SpindleLoad, random: Random, p: SpindleParameters): void => {
  const force = load.cuttingForce / p.nominalCuttingForceN;
  const lines = [
    [p.shaftLineMS2, 1],
    [p.secondShaftLineMS2, 2],
    [p.toothPassMS2 * force, p.teeth],
    [p.secondToothPassMS2 * force, 2 * p.teeth],
  ] as const;
  for (const [amplitude, order] of lines) {
    const phase = 2 * Math.PI * random.next();
    const step = (2 * Math.PI * order * load.speed) / 60 / p.sampleRateHz;
    for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] ?? 0) + amplitude * Math.sin(step * i + phase);
  }
};

/**
 * One ball after another passes the spall and excites a structural resonance (McFadden & Smith 1984). Slip makes the gaps
 * differ by a little (Randall & Antoni 2011), so the harmonics widen as they do on real bearings.
 */
const addImpacts = (
  samples: Float32Array,
  meanImpact: number,
  speedRpm: number,
  random: Random,
  p: SpindleParameters,
): void => {
  const period = (60 * p.sampleRateHz) / (speedRpm * p.outerRaceOrder);
  const decay = p.resonanceDecayPerSecond / p.sampleRateHz;
  const step = (2 * Math.PI * p.resonanceHz) / p.sampleRateHz;
  const length = RING_TIME_CONSTANTS / decay;
  for (let at = random.next() * period - length; at < samples.length; ) {
    const impact = meanImpact * (1 + p.impactSpread * random.normal());
    const end = Math.min(samples.length, at + length);
    for (let i = Math.max(0, Math.ceil(at)); i < end; i++) {
      samples[i] = (samples[i] ?? 0) + impact * Math.exp(-decay * (i - at)) * Math.sin(step * (i - at));
    }
    at += period * (1 + p.impactSlip * random.normal());
  }
};

/** Acceleration of the front bearing in m/s²: lines, impacts of an outer-race spall, and broadband noise. */
export const spindleWaveform = (
  state: SpindleState,
  load: SpindleLoad,
  random: Random,
  p: SpindleParameters,
): SynthesisedWaveform => {
  const samples = new Float32Array(p.sampleCount);
  const turning = load.speed > 0 && state.spall < 1;
  if (turning) {
    addLines(samples, load, random, p);
    addImpacts(samples, impactMS2(state, load, p), load.speed, random, p);
  }
  // A spindle at rest still hears the shop around it.
  const noise = turning ? p.vibrationNoiseMS2 : p.vibrationNoiseMS2 / 10;
  for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] ?? 0) + noise * random.normal();
  return { channel: "vibration", unit: "m/s2", sampleRateHz: p.sampleRateHz, samples };
};

/**
 * RMS that the waveform will show, in m/s². A ring A·e^(−λt)·sin ωt has the energy A²/(4λ); f of them a second add
 * f·A²/(4λ) to the mean square.
 */
export const expectedRms = (state: SpindleState, load: SpindleLoad, p: SpindleParameters): number => {
  if (load.speed <= 0 || state.spall >= 1) return p.vibrationNoiseMS2 / 10;
  const force = load.cuttingForce / p.nominalCuttingForceN;
  const shaft = (p.shaftLineMS2 ** 2 + p.secondShaftLineMS2 ** 2) / 2;
  const teeth = (force ** 2 * (p.toothPassMS2 ** 2 + p.secondToothPassMS2 ** 2)) / 2;
  const impactsPerSecond = (load.speed / 60) * p.outerRaceOrder;
  const impact = impactMS2(state, load, p);
  const ringing = (impactsPerSecond * impact ** 2 * (1 + p.impactSpread ** 2)) / (4 * p.resonanceDecayPerSecond);
  return Math.sqrt(p.vibrationNoiseMS2 ** 2 + shaft + teeth + ringing);
};
