import { createRandom, hashText } from "../../models/random/random.ts";
import type { Numbers, SynthesisedWaveform } from "../../models/simulation/physics-model.ts";
import { hasFailed, loadAt, type Machine, type MachineMemory, randomAt, usedMachine } from "./machine.ts";

/** One scan of one machine, with the noise of its sensors. */
export interface Scan {
  readonly asset: string;
  readonly timeMs: number;
  readonly values: Numbers;
  readonly waveform?: SynthesisedWaveform;
}

export interface PlantMemory {
  readonly version: 1;
  readonly seed: number;
  readonly timeMs: number;
  readonly machines: Readonly<Record<string, MachineMemory>>;
}

/** Plant time goes in steps of five minutes, whatever the wall clock does: that keeps a seed's plant the same. */
export const STEP_MS = 300_000;
const WAVEFORM_EVERY_MS = 3_600_000;

/** Type of each machine, and how many hours it has left when the demonstration begins. */
const MACHINES: readonly (readonly [asset: string, type: string, remainingHours: number])[] = [
  ["pump-1", "centrifugal-pump", 900],
  ["fan-1", "induction-fan", 1300],
  ["spindle-1", "cnc-spindle", 330],
  ["extruder-1", "extruder-cooling", 500],
];

/** Four machines that age by their physics. Deterministic: time and inputs are all that act on them. */
export const createPlant = (seed: number, startMs: number) => {
  const begin = Math.floor(startMs / STEP_MS) * STEP_MS;
  const machines = new Map(
    MACHINES.map(([asset, type, hours]) => [asset, usedMachine(asset, type, seed, begin, hours)] as const),
  );
  let timeMs = begin;

  const stepMachine = (machine: Machine): Scan => {
    const { asset, model, memory } = machine;
    const random = randomAt(seed, asset, timeMs);
    const load = loadAt(machine, timeMs);
    memory.state = model.step(memory.state, load, STEP_MS / 1000, model.parameters);
    const values: Record<string, number> = {};
    for (const [channel, value] of Object.entries(model.output(memory.state, load, model.parameters))) {
      values[channel] = value + (model.noise[channel] ?? 0) * random.normal();
    }
    const due = timeMs % WAVEFORM_EVERY_MS === 0 && !hasFailed(machine);
    const waveform = due ? model.waveform?.(memory.state, load, random, model.parameters) : undefined;
    return { asset, timeMs, values, ...(waveform ? { waveform } : {}) };
  };

  return {
    timeMs: () => timeMs,
    assets: () => [...machines.keys()],
    machine: (asset: string): Machine | undefined => machines.get(asset),
    /** Takes every step that ends by `untilMs`; gives the scans in the order of their time. */
    advance: (untilMs: number): Scan[] => {
      const scans: Scan[] = [];
      while (timeMs + STEP_MS <= untilMs) {
        timeMs += STEP_MS;
        for (const machine of machines.values()) scans.push(stepMachine(machine));
      }
      return scans;
    },
    /** Sets a load within its range; NaN gives it back to the production plan. False if there is no such input. */
    set: (asset: string, load: string, value: number): boolean => {
      const machine = machines.get(asset);
      const input = machine?.model.loads[load];
      if (!machine || !input) return false;
      if (Number.isNaN(value)) delete machine.memory.setInputs[load];
      else machine.memory.setInputs[load] = Math.min(input.max, Math.max(input.min, value));
      return true;
    },
    /** Maintenance of a component, or of `all`. The new part has hidden wear rates of its own. */
    maintain: (asset: string, component: string): boolean => {
      const machine = machines.get(asset);
      const known = component === "all" || machine?.model.damage.some((one) => one.component === component);
      if (!machine || !known) return false;
      const { model, memory } = machine;
      memory.maintenances++;
      const random = createRandom(seed ^ hashText(`${asset}#${memory.maintenances}`));
      memory.state = model.maintain(memory.state, component, model.parameters, random);
      return true;
    },
    memory: (): PlantMemory => ({
      version: 1,
      seed,
      timeMs,
      machines: Object.fromEntries([...machines].map(([asset, { memory }]) => [asset, memory])),
    }),
    restore: (kept: PlantMemory): void => {
      timeMs = kept.timeMs;
      for (const [asset, memory] of Object.entries(kept.machines)) {
        const machine = machines.get(asset);
        if (machine) machine.memory = memory;
      }
    },
  };
};

export type Plant = ReturnType<typeof createPlant>;
