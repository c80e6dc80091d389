import { createWaveformPlan, type WaveformPlan } from "../../models/signal/waveform-plan.ts";

/** A plan of 4,096 samples takes 0.4 MB; more kinds of waveforms than this in one flow take turns. */
const MOST = 8;

/** Keeps the plans of the last few kinds of waveforms: same length, sample rate and unit, same plan. */
export const createWaveformPlans = () => {
  const plans = new Map<string, WaveformPlan>();
  return (n: number, sampleRateHz: number, unit: string): WaveformPlan => {
    const key = `${n} ${sampleRateHz} ${unit}`;
    const plan = plans.get(key) ?? createWaveformPlan(n, sampleRateHz, unit);
    plans.delete(key);
    plans.set(key, plan);
    for (const oldest of plans.keys()) {
      if (plans.size <= MOST) break;
      plans.delete(oldest);
    }
    return plan;
  };
};
export type WaveformPlans = ReturnType<typeof createWaveformPlans>;
