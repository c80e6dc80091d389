import type { LoadHabit } from "../simulation/load-habit.ts";
import type { Numbers, PhysicsModel } from "../simulation/physics-model.ts";
import type { Driver } from "./forecast.ts";

const HOUR_MS = 3_600_000;
/** A load that is closer to its plan than this is as planned. */
const AS_PLANNED = 0.02;

/**
 * What drives a physics forecast, in words: the damage and how fast it grows over the coming day, and the loads that are off
 * their plan.
 *
 * @param states equally likely present states
 * @param loadAt the load that the forecast assumes
 * @param habit measured over planned load, by name
 */
export const physicsDrivers = (
  model: PhysicsModel,
  parameters: Numbers,
  component: string,
  states: readonly Numbers[],
  loadAt: (timeMs: number) => Numbers,
  habit: LoadHabit,
  timeMs: number,
): Driver[] => {
  const variable = model.damage.find((one) => one.component === component);
  if (!variable) return [];
  const damages = states.map((state) => state[variable.state] ?? 0).sort((a, b) => a - b);
  const middle = damages[Math.floor(damages.length / 2)] ?? 0;
  const typical = states.find((state) => state[variable.state] === middle) ?? states[0] ?? {};
  let state = typical;
  for (let hour = 0; hour < 24; hour++) {
    state = model.step(state, loadAt(timeMs + (hour + 0.5) * HOUR_MS), 3600, parameters);
  }
  const perDay = (state[variable.state] ?? 0) - middle;
  const wear: Driver = {
    feature: variable.state,
    text: `Damage ${percent(middle)}, growing by ${percent(perDay)} a day`,
  };
  const loads = Object.entries(model.loads).flatMap(([name, { label }]): Driver[] => {
    const off = (habit[name] ?? 1) - 1;
    if (Math.abs(off) < AS_PLANNED) return [];
    return [{ feature: name, text: `${label} ${percent(Math.abs(off))} ${off < 0 ? "below" : "above"} its plan` }];
  });
  return [wear, ...loads];
};

const percent = (share: number): string => `${(100 * share).toFixed(Math.abs(share) < 0.1 ? 1 : 0)} %`;
