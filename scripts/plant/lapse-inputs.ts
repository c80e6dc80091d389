import type { MachineMemory } from "./machine.ts";

/**
 * Gives back to the production plan what was set for a time that is over: whoever set it may have gone silent, and nobody has to say
 * anything for that.
 *
 * @returns the memory, the same where nothing has lapsed, and the names of the loads that have
 */
export const lapseInputs = (
  memory: MachineMemory,
  timeMs: number,
): { readonly memory: MachineMemory; readonly lapsed: readonly string[] } => {
  const { setInputs, inputsUntil = {} } = memory;
  const lapsed = Object.keys(inputsUntil).filter((load) => timeMs >= (inputsUntil[load] ?? Number.POSITIVE_INFINITY));
  if (lapsed.length === 0) return { memory, lapsed };
  return {
    memory: { ...memory, setInputs: without(setInputs, lapsed), inputsUntil: without(inputsUntil, lapsed) },
    lapsed,
  };
};

const without = <V>(values: Readonly<Record<string, V>>, names: readonly string[]): Readonly<Record<string, V>> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
