import type { AssetEngine } from "./asset-engine.ts";

/**
 * A shadow's engine: whatever goes wrong in it is told once and harms nobody. It gives no outcome then.
 *
 * @param name under which its history is kept
 * @param make makes the engine from its kept history, or anew
 */
export const mutedEngine = (
  name: string,
  component: string,
  make: () => AssetEngine,
  onTrouble: (error: unknown) => void,
): AssetEngine => {
  let reported = false;
  const trouble = (error: unknown): undefined => {
    if (!reported) onTrouble(error);
    reported = true;
    return undefined;
  };
  const attempt = <T>(action: () => T): T | undefined => {
    try {
      return action();
    } catch (error) {
      return trouble(error);
    }
  };
  const engine = attempt(make);
  return {
    name,
    components: [component],
    observe: (step) => attempt(() => engine?.observe(step)),
    maintained: (part, timeMs) => attempt(() => engine?.maintained(part, timeMs)),
    forecast: async (state) => {
      try {
        return (await engine?.forecast(state)) ?? [];
      } catch (error) {
        trouble(error);
        return [];
      }
    },
    keep: () => attempt(() => engine?.keep()),
  };
};
