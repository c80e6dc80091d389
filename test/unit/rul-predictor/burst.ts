import type { Forecast } from "../../../models/prognosis/forecast.ts";
import { asTwinError } from "../../../nodes/kit/errors.ts";
import { orderedInput } from "../../../nodes/kit/ordered-input.ts";
import type { Behaviour } from "../../../nodes/kit/world.ts";
import { forecastsIn } from "./predictor.ts";

/** All payloads at once into the node's input: what was sent, and what became of each, in the order of `done`. */
export const burst = async ({ input, together }: Behaviour, payloads: readonly unknown[]) => {
  const { push } = orderedInput((message) => input?.(message), together?.waiting, together);
  const sent: Forecast[] = [];
  const ends: string[] = [];
  await new Promise<void>((resolve) => {
    for (const [i, payload] of payloads.entries()) {
      push(
        { payload },
        (out) => sent.push(...forecastsIn(out)),
        (error) => {
          ends.push(error ? `${i} ${asTwinError(error).code}` : `${i}`);
          if (ends.length === payloads.length) resolve();
        },
      );
    }
  });
  return { sent, ends };
};
