import { createRandom } from "../../../models/random/random.ts";
import type { FaultOrders } from "../../../models/signal/fault-lines.ts";

/** A 6205-2RS deep groove ball bearing: defect frequencies as multiples of the shaft speed. */
export const ORDERS: FaultOrders = { bpfo: 3.5848, bpfi: 5.4152, bsf: 2.357, ftf: 0.39828 };

export interface BearingSignal {
  readonly n: number;
  readonly sampleRateHz: number;
  readonly shaftHz: number;
  /** Impacts per second; 0: none. */
  readonly impactHz: number;
  /** The load zone passes this often a second and makes the impacts stronger and weaker; 0: steady. */
  readonly modulationHz: number;
  readonly noise: number;
  readonly seed: number;
}

/** Shaft lines, impacts that ring at 4 kHz, and Gaussian noise: a vibration with known content. */
export const bearingSignal = (of: BearingSignal): Float64Array => {
  const random = createRandom(of.seed);
  const signal = new Float64Array(of.n);
  for (let i = 0; i < of.n; i++) {
    const t = i / of.sampleRateHz;
    signal[i] = 0.3 * Math.sin(2 * Math.PI * of.shaftHz * t) + of.noise * random.normal();
    if (of.impactHz === 0) continue;
    const last = Math.floor(t * of.impactHz);
    for (let k = Math.max(0, last - 1); k <= last; k++) {
      const age = t - k / of.impactHz;
      const strength = 1 + 0.5 * Math.cos((2 * Math.PI * of.modulationHz * k) / of.impactHz);
      signal[i] = (signal[i] ?? 0) + strength * Math.exp(-900 * age) * Math.sin(2 * Math.PI * 4000 * age);
    }
  }
  return signal;
};

export const sine = (n: number, sampleRateHz: number, hz: number, amplitude: number, offset = 0): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => offset + amplitude * Math.sin((2 * Math.PI * hz * i) / sampleRateHz));

/** @throws AssertionError-like Error naming both where they differ by more than `tolerance` of the expected */
export const assertNear = (found: number, expected: number, tolerance: number, what = "value"): void => {
  const allowed = tolerance * Math.max(Math.abs(expected), Number.MIN_VALUE);
  if (!(Math.abs(found - expected) <= allowed)) throw new Error(`${what} is ${found}, expected ${expected}`);
};
