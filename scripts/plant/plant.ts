import { TwinError } from "../../models/errors/twin-error.ts";
import { createRandom, hashText } from "../../models/random/random.ts";
import type { Numbers } from "../../models/simulation/physics-model.ts";
import { plantErrors } from "./errors.ts";
import { lapseInputs } from "./lapse-inputs.ts";
import { failedComponent, loadAt, type Machine, type MachineMemory, usedMachine } from "./machine.ts";
import { machinePlans } from "./machine-plans.ts";
import { type Scan, scanMachine } from "./scan.ts";
import type { SensorFault } from "./sensor-fault.ts";

export interface PlantMemory {
  readonly version: 1;
  readonly seed: number;
  readonly timeMs: number;
  readonly machines: Readonly<Record<string, MachineMemory>>;
}

/** Something that happened to a machine, for the log. */
export interface PlantEvent {
  readonly event: "failed" | "maintained" | "set" | "released" | "sensor";
  readonly asset: string;
  readonly timeMs: number;
  readonly component?: string;
  readonly load?: string;
  readonly value?: number;
  readonly channel?: string;
  readonly fault?: string;
}

/** Plant time between two scans while it runs accelerated. */
export const STEP_MS = 300_000;
const SCANS_PER_WAVEFORM = 12;

/**
 * Four machines that age by their physics. Deterministic: the seed, the beginning, the steps and the inputs are all that
 * acts on them.
 */
export const createPlant = (seed: number, startMs: number, report: (event: PlantEvent) => void = () => undefined) => {
  const machines = new Map<string, Machine>();
  for (const [asset, plan] of Object.entries(machinePlans)) {
    machines.set(asset, usedMachine(asset, plan, seed, startMs));
  }
  let timeMs = startMs;

  const machine = (asset: string): Machine => {
    const found = machines.get(asset);
    if (!found) throw new TwinError(plantErrors.noMachine, { asset, known: [...machines.keys()].join(", ") });
    return found;
  };

  const stepMachine = (one: Machine, stepMs: number): Scan => {
    const { memory, lapsed } = lapseInputs(one.memory, timeMs);
    one.memory = memory;
    for (const load of lapsed) report({ event: "released", asset: one.asset, timeMs, load });
    const load = loadAt(one, seed, timeMs);
    const wasFit = failedComponent(one) === undefined;
    one.memory = {
      ...one.memory,
      state: one.model.step(one.memory.state, load, stepMs / 1000, one.model.parameters),
    };
    const component = failedComponent(one);
    if (wasFit && component) report({ event: "failed", asset: one.asset, timeMs, component });
    const everyMs = SCANS_PER_WAVEFORM * stepMs;
    const due = Math.floor(timeMs / everyMs) > Math.floor((timeMs - stepMs) / everyMs);
    return scanMachine(one, load, seed, timeMs, due);
  };

  return {
    timeMs: () => timeMs,
    assets: () => [...machines.keys()],
    machine,
    /** The load that acts on a machine now. */
    load: (asset: string): Numbers => loadAt(machine(asset), seed, timeMs),
    /** Takes every step that ends by `untilMs`; gives the scans in the order of their time. */
    advance: (untilMs: number, stepMs = STEP_MS): Scan[] => {
      const scans: Scan[] = [];
      while (timeMs + stepMs <= untilMs) {
        timeMs += stepMs;
        for (const one of machines.values()) scans.push(stepMachine(one, stepMs));
      }
      return scans;
    },
    /**
     * Sets an input; NaN gives it back to the production plan.
     *
     * @param untilMs plant time at which it goes back by itself
     * @throws TwinError TWIN-PLANT-004, -005, -006
     */
    set: (asset: string, load: string, value: number, untilMs?: number): void => {
      const one = machine(asset);
      const input = one.model.loads[load];
      const known = Object.keys(one.model.loads).join(", ");
      if (!input) throw new TwinError(plantErrors.noInput, { asset, load, known });
      const { min, max, unit } = input;
      if (value < min || value > max)
        throw new TwinError(plantErrors.outOfRange, { asset, load, value, min, max, unit });
      const { [load]: _before, ...others } = one.memory.setInputs;
      const released = Number.isNaN(value);
      const { [load]: _until, ...ends } = one.memory.inputsUntil ?? {};
      one.memory = {
        ...one.memory,
        setInputs: released ? others : { ...others, [load]: value },
        inputsUntil: released || untilMs === undefined ? ends : { ...ends, [load]: untilMs },
      };
      report({ event: released ? "released" : "set", asset, timeMs, load, ...(released ? {} : { value }) });
    },
    /**
     * Makes a sensor faulty, or with undefined a sound one again.
     *
     * @throws TwinError TWIN-PLANT-004, -008
     */
    setSensor: (asset: string, channel: string, fault: SensorFault | undefined): void => {
      const one = machine(asset);
      const channels = Object.keys(one.model.output(one.memory.state, one.model.loadFrom({}), one.model.parameters));
      if (!channels.includes(channel))
        throw new TwinError(plantErrors.noSensor, { asset, channel, known: channels.join(", ") });
      const { [channel]: _before, ...others } = one.memory.sensorFaults ?? {};
      one.memory = { ...one.memory, sensorFaults: fault ? { ...others, [channel]: fault } : others };
      report({ event: "sensor", asset, timeMs, channel, fault: fault ? `${fault.kind} ${fault.amount}` : "ok" });
    },
    /**
     * Renews a component, or `all`. The new part has hidden wear rates of its own.
     *
     * @throws TwinError TWIN-PLANT-004, TWIN-ASSET-001
     */
    maintain: (asset: string, component: string): void => {
      const one = machine(asset);
      const maintenances = one.memory.maintenances + 1;
      const random = createRandom(seed ^ hashText(`${asset}#${maintenances}`));
      const state = one.model.maintain(one.memory.state, component, one.model.parameters, random);
      one.memory = { ...one.memory, state, maintenances };
      report({ event: "maintained", asset, timeMs, component });
    },
    memory: (): PlantMemory => ({
      version: 1,
      seed,
      timeMs,
      machines: Object.fromEntries([...machines].map(([asset, { memory }]) => [asset, memory])),
    }),
    /** Goes on from a memory of a plant with the same seed. */
    restore: (kept: PlantMemory): void => {
      timeMs = kept.timeMs;
      for (const [asset, memory] of Object.entries(kept.machines)) machine(asset).memory = memory;
    },
  };
};

export type Plant = ReturnType<typeof createPlant>;
