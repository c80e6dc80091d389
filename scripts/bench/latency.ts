import { lastOf, predictor } from "../../test/unit/rul-predictor/predictor.ts";
import { lifeOf } from "../../test/unit/rul-predictor/states-of-machine.ts";
import type { Figure, SectionOptions, SectionResult } from "./figure.ts";
import { median } from "./median.ts";

const ENGINES = { physics: "physics, 100 Monte Carlo runs", onnx: "trained models (ONNX)" } as const;
/** Both engines say "not enough history yet" before a day. */
const HISTORY_HOURS = 48;

/** How long a pump's state takes to become the forecasts of both of its components, in the behaviour, without a store. */
export const benchLatency = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  const { states } = lifeOf("centrifugal-pump", "bearing", 7);
  const figures: Figure[] = [];
  for (const [engine, label] of Object.entries(ENGINES)) {
    const { behaviour, send, sendAll } = predictor({ engine });
    await sendAll(states.slice(0, HISTORY_HOURS));
    const measured = states.slice(HISTORY_HOURS, HISTORY_HOURS + (quick ? 20 : 500));
    const milliseconds: number[] = [];
    for (const state of measured) {
      const began = performance.now();
      const forecasts = await send(state);
      milliseconds.push(performance.now() - began);
      const { status, reason } = lastOf(forecasts, "bearing");
      if (status !== "ok") throw new Error(`the ${engine} engine did not forecast: ${reason}`);
    }
    await behaviour.close?.(false);
    figures.push({ name: `${label}, p50`, value: median(milliseconds), unit: "ms" });
    figures.push({ name: `${label}, p99`, value: median(milliseconds, 0.99), unit: "ms" });
  }
  return { figures, notes: ["One state of a pump to the forecasts of its two components, after two days of history."] };
};
