import type { Numbers, SynthesisedWaveform } from "../../models/simulation/physics-model.ts";
import { type Machine, randomAt } from "./machine.ts";
import { withFaults } from "./sensor-fault.ts";

/** One scan of one machine's sensors. */
export interface Scan {
  readonly asset: string;
  readonly timeMs: number;
  readonly values: Numbers;
  readonly waveform?: SynthesisedWaveform;
}

/** What the sensors show, with their noise. A quantity that is exactly 0 reads 0: a shaft at rest has no speed to misread. */
export const scanMachine = (
  { asset, model, memory }: Machine,
  load: Numbers,
  seed: number,
  timeMs: number,
  withWaveform: boolean,
): Scan => {
  const random = randomAt(seed, asset, timeMs);
  const values: Record<string, number> = {};
  for (const [channel, value] of Object.entries(model.output(memory.state, load, model.parameters))) {
    const noise = (model.noise[channel] ?? 0) * random.normal();
    values[channel] = value === 0 ? 0 : value + noise;
  }
  const waveform = withWaveform ? model.waveform?.(memory.state, load, random.fork("waveform")) : undefined;
  const shown = memory.sensorFaults ? withFaults(values, memory.sensorFaults, timeMs) : values;
  return { asset, timeMs, values: shown, ...(waveform ? { waveform } : {}) };
};
