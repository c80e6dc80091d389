import type { Numbers, PhysicsModel } from "./physics-model.ts";

export interface SimulateOptions {
  readonly startMs: number;
  readonly hours: number;
  readonly stepSeconds: number;
}

/** One life. `timesMs[i]` and `states[i]` go together; the first is the start. */
export interface Trajectory {
  readonly timesMs: Float64Array;
  readonly states: readonly Numbers[];
  /** End of the step in which the component's damage reached 1, hours from the start; absent if it did not. */
  readonly eventHours: Readonly<Record<string, number>>;
}

/** Runs one state forward in equal steps under a load read in the middle of each step. */
export const simulate = (
  model: PhysicsModel,
  parameters: Numbers,
  start: Numbers,
  loadAt: (timeMs: number) => Numbers,
  { startMs, hours, stepSeconds }: SimulateOptions,
): Trajectory => {
  const steps = Math.round((hours * 3600) / stepSeconds);
  const timesMs = Float64Array.from({ length: steps + 1 }, (_, i) => startMs + i * stepSeconds * 1000);
  const states: Numbers[] = [start];
  const eventHours: Record<string, number> = {};
  let state = start;
  for (let i = 0; i < steps; i++) {
    state = model.step(state, loadAt(startMs + (i + 0.5) * stepSeconds * 1000), stepSeconds, parameters);
    states.push(state);
    for (const { component, state: key } of model.damage) {
      if ((state[key] ?? 0) >= 1) eventHours[component] ??= ((i + 1) * stepSeconds) / 3600;
    }
  }
  return { timesMs, states, eventHours };
};
