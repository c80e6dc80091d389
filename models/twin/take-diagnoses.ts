import type { Features } from "../telemetry/features.ts";
import type { TwinMemory } from "./twin-memory.ts";

/**
 * Keeps what a window says of the bearings, unless it began before the maintenance of their component.
 *
 * @param memory changed in place
 */
export const takeDiagnoses = (memory: TwinMemory, { diagnoses, windowStart }: Features): void => {
  if (!diagnoses) return;
  const since = (component: string): number => memory.maintainedAt[component] ?? 0;
  const fresh = Object.entries(diagnoses).filter(([, { component }]) => windowStart >= since(component));
  memory.diagnoses = { ...memory.diagnoses, ...Object.fromEntries(fresh) };
};
