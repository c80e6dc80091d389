import type { Random } from "../random/random.ts";

export type Numbers = Readonly<Record<string, number>>;

/** A settable input of a machine: what the plant, the predictor and the what-if page may change. */
export interface LoadInput {
  readonly label: string;
  readonly unit: string;
  readonly nominal: number;
  readonly min: number;
  readonly max: number;
}

/** What the machine yields per unit of time under one state and load. */
export interface Performance {
  readonly throughputPerHour: number;
  readonly throughputUnit: string;
  readonly powerKw: number;
  /** Share of the output that is good, 0 to 1. */
  readonly quality: number;
}

/** A component, the failure mode that ends its life, and its damage variable in `State`. */
export interface DamageVariable {
  readonly component: string;
  readonly failureMode: string;
  /** Key in `State`: 0 as new, 1 at the failure threshold, never falling without maintenance. */
  readonly state: string;
  /**
   * Relative standard deviation of the wear rate from machine to machine (log-normal), and of its course over time:
   * what a forecast does not know even if it knows the damage.
   */
  readonly rateSpread: number;
  /** Key in `State` of this machine's hidden wear-rate factor: 1 is a typical machine, 2 wears twice as fast. */
  readonly rate?: string;
}

/** One snapshot of a fast signal, as a sensor on this machine would record it. */
export interface SynthesisedWaveform {
  readonly channel: string;
  /** UCUM code. */
  readonly unit: string;
  readonly sampleRateHz: number;
  readonly samples: Float32Array;
}

/**
 * The physics of one kind of machine: pure functions over plain records of numbers (NASA ProgPy's terms: inputs are
 * `Load`, events are the damage variables reaching 1). All quantities carry their unit in the name or in `channels`.
 */
export interface PhysicsModel {
  readonly id: string;
  readonly parameters: Numbers;
  readonly loads: Readonly<Record<string, LoadInput>>;
  readonly damage: readonly DamageVariable[];
  /** A machine as new. With `random`, its hidden wear-rate factors are drawn for this very machine. */
  initial(parameters: Numbers, random?: Random): Numbers;
  /** The load that measured channel values show; a channel that is missing reads as the nominal load. */
  loadFrom(channels: Numbers): Numbers;
  /** Advances the state. Wear stops at 1 (failed). Never throws for loads within their ranges. */
  step(state: Numbers, load: Numbers, dtSeconds: number, parameters: Numbers): Numbers;
  /** Noise-free scalar channel values, by channel name, in the units of the asset type. */
  output(state: Numbers, load: Numbers, parameters: Numbers): Numbers;
  /** 1 as new, 0 at the failure threshold, by component. */
  health(state: Numbers): Numbers;
  performance(state: Numbers, load: Numbers, parameters: Numbers): Performance;
  /** The state after maintenance of one component, or of all. */
  maintain(state: Numbers, component: string | "all", parameters: Numbers, random?: Random): Numbers;
  /** What a vibration sensor records in this state; the same random stream gives the same samples. */
  waveform?(state: Numbers, load: Numbers, random: Random, parameters?: Numbers): SynthesisedWaveform;
  /**
   * Expected values of features that no scalar channel shows, by feature name (`vibration.rms`): with them an estimator
   * reads the damage from a waveform's features. Their scatter stands in `noise` under the same names.
   */
  featureOutput?(state: Numbers, load: Numbers, parameters: Numbers): Numbers;
  /** Standard deviation of sensor noise, by channel. */
  readonly noise: Numbers;
  /** Load by shift: what the production plan asks for at a time, without operator changes. */
  plannedLoad(timeMs: number): Numbers;
}
