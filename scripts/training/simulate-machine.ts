import type { BaseFeature } from "../../models/prognosis/base-features.ts";
import type { Random } from "../../models/random/random.ts";
import type { Numbers, PhysicsModel } from "../../models/simulation/physics-model.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { machineSensors } from "./machine-sensors.ts";
import { variedLoad } from "./varied-load.ts";

/** One simulated machine, hour by hour from new until each of its components has failed once. */
export interface MachineLife {
  readonly startMs: number;
  /** Base features of hour i, the window that ends `i + 1` hours after the start. */
  readonly windows: readonly Float64Array[];
  /** Hours from the start to the first failure, by component. */
  readonly failureHours: Readonly<Record<string, number>>;
  /** Hours from the start to every failure, each of which was repaired at once, by component. */
  readonly renewalHours: Readonly<Record<string, readonly number[]>>;
}

const HOUR_MS = 3_600_000;
const YEAR_HOURS = 8766;
const LONGEST_HOURS = 6 * YEAR_HOURS;
/** Samples an hour, and hours between two waveforms: plants differ, so machines do. */
const SAMPLES_PER_HOUR = [1, 2, 4, 6];
const WAVEFORM_EVERY_HOURS = [2, 3, 6];

const oneOf = (list: readonly number[], random: Random): number => list[Math.floor(random.next() * list.length)] ?? 1;

/**
 * Runs a machine whose hidden wear rates are drawn for it. A component that fails is renewed at once and the others go on,
 * so that no life is cut short by another component's failure.
 *
 * @param component that alone is asked for: the machine is run no longer than until it has failed
 */
export const simulateMachine = (
  type: AssetType,
  model: PhysicsModel,
  bases: readonly BaseFeature[],
  random: Random,
  component?: string,
): MachineLife => {
  const isOver = (): boolean =>
    component === undefined
      ? Object.keys(failureHours).length >= model.damage.length
      : failureHours[component] !== undefined;
  const dice = random.fork("machine");
  const startMs = Date.UTC(2024, 0, 1) + Math.floor(dice.next() * YEAR_HOURS) * HOUR_MS;
  const perHour = oneOf(SAMPLES_PER_HOUR, dice);
  const waveformEvery = oneOf(WAVEFORM_EVERY_HOURS, dice);
  const loadAt = variedLoad(model, startMs, random);
  const sensors = machineSensors(type, model, bases, random);
  const windows: Float64Array[] = [];
  const failureHours: Record<string, number> = {};
  const renewalHours: Record<string, number[]> = {};
  let state: Numbers = model.initial(model.parameters, random.fork("initial"));

  for (let hour = 0; hour < LONGEST_HOURS && !isOver(); hour++) {
    for (let i = 0; i < perHour; i++) {
      const load = loadAt(startMs + (hour + (i + 0.5) / perHour) * HOUR_MS);
      state = model.step(state, load, 3600 / perHour, model.parameters);
      for (const { component, state: key } of model.damage) {
        if ((state[key] ?? 0) < 1) continue;
        failureHours[component] ??= hour + (i + 1) / perHour;
        renewalHours[component] = [...(renewalHours[component] ?? []), hour + (i + 1) / perHour];
        state = model.maintain(state, component, model.parameters, random.fork(`renew ${component} ${hour}`));
      }
      sensors.sample(state, load);
      if (i === perHour - 1 && hour % waveformEvery === 0) sensors.record(state, load);
    }
    windows.push(sensors.window());
  }
  return { startMs, windows, failureHours, renewalHours };
};
