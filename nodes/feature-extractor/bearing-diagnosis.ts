import {
  type BearingEvidence,
  type BearingEvidencePlan,
  createBearingEvidencePlan,
} from "../../models/signal/bearing-evidence.ts";
import { BEARING_FAULTS } from "../../models/signal/bearing-fault.ts";
import { diagnoseBearing } from "../../models/signal/diagnose-bearing.ts";
import type { FaultOrders } from "../../models/signal/fault-lines.ts";
import type { Diagnosis } from "../../models/telemetry/diagnosis.ts";

/**
 * So many waveforms of a pane are looked at for faults, the first ones: a look takes longer than all features, and
 * faults do not come and go within a window.
 */
export const MOST_DIAGNOSED = 4;

/** 2.6 s at 25.6 kHz. What is longer is looked at as far as this. */
const MOST_SAMPLES = 65_536;

/** A plan of 65,536 samples takes 7 MB; more kinds of waveforms than this in one flow take turns. */
const MOST_PLANS = 4;

/**
 * @param samples of which as many as a power of two count: other lengths take several times as long
 * @param shaftHz NaN: not known
 */
export type MeasureEvidence = (
  samples: Float32Array | Float64Array,
  sampleRateHz: number,
  shaftHz: number,
  orders: FaultOrders,
) => BearingEvidence;

/** Keeps the plans of the last few kinds of waveforms. */
export const createMeasureEvidence = (): MeasureEvidence => {
  const plans = new Map<string, BearingEvidencePlan>();
  return (samples, sampleRateHz, shaftHz, orders) => {
    const n = Math.min(MOST_SAMPLES, 2 ** Math.floor(Math.log2(samples.length)));
    const key = `${n} ${sampleRateHz}`;
    const plan = plans.get(key) ?? createBearingEvidencePlan(n, sampleRateHz);
    plans.delete(key);
    plans.set(key, plan);
    for (const oldest of plans.keys()) {
      if (plans.size <= MOST_PLANS) break;
      plans.delete(oldest);
    }
    return plan.measure(samples.subarray(0, n), shaftHz, orders);
  };
};

/** @returns undefined without evidence */
export const diagnosisOf = (component: string, measured: readonly BearingEvidence[]): Diagnosis | undefined => {
  if (measured.length === 0) return undefined;
  const { fault, evidence } = diagnoseBearing(measured);
  const kinds = BEARING_FAULTS.map((kind) => evidence[kind]);
  const strongest = kinds.reduce((a, b) => (b.strength > a.strength ? b : a));
  const { strength, log10FalseAlarm } = fault === "none" || fault === "unknown" ? strongest : evidence[fault];
  return {
    component,
    fault,
    waveforms: measured.length,
    strength: finite(strength),
    log10FalseAlarm: finite(log10FalseAlarm),
  };
};

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
