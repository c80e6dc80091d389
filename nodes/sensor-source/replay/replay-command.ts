/** What a message on the input asks of a replay. */
export type ReplayCommand =
  | { readonly kind: "start" | "pause" | "resume" }
  | { readonly kind: "step"; readonly rows: number }
  | { readonly kind: "speed"; readonly speed: number };

const MOST_STEPS = 1_000_000;
const FASTEST = 1_000_000;

/** `"pause"`, `"resume"`, `"step"`, `{step: rows}`, `{speed: times}`; anything else starts the file from its beginning. */
export const replayCommand = (payload: unknown): ReplayCommand => {
  if (payload === "pause" || payload === "resume") return { kind: payload };
  if (payload === "step") return { kind: "step", rows: 1 };
  if (typeof payload !== "object" || payload === null) return { kind: "start" };
  const { step, speed }: { step?: unknown; speed?: unknown } = payload;
  if (typeof step === "number" && Number.isInteger(step) && step >= 1 && step <= MOST_STEPS) {
    return { kind: "step", rows: step };
  }
  return typeof speed === "number" && speed >= 0 && speed <= FASTEST ? { kind: "speed", speed } : { kind: "start" };
};
