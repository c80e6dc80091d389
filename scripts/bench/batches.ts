import type { SectionOptions, SectionResult } from "./figure.ts";
import { fleetForecasts } from "./fleet-forecasts.ts";
import { runnerOverhead } from "./runner-overhead.ts";

/** The shipped model with the most inputs. */
const MODEL = "cnc-spindle-frontBearing";
const MACHINES = 5000;

/** What a forecast by a trained model costs where many machines are forecast together. */
export const benchBatches = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  const overhead = await runnerOverhead(MODEL, quick ? 20 : 150);
  const machines = quick ? 500 : MACHINES;
  const fleet = await fleetForecasts(machines, quick ? 1 : 3);
  return {
    figures: [...overhead, ...fleet],
    notes: [
      `The runner: ${MODEL}, rows in, each asset's outputs out, in processor time; ours are single rows asked for in one turn, gathered and cut apart again; raw is one call of session.run with a tensor of all of them. The results are equal.`,
      `The fleet: ${(2 * machines).toLocaleString("en-US")} components of ${machines.toLocaleString("en-US")} pumps, from twin states at the node's input to forecasts at its output: history, features, doubts about them, model, calibration, quantiles, interval, urgency; and the explanation where it says so. By the clock.`,
      "Held up: by how much a timer of a millisecond came late while the whole fleet was forecast.",
    ],
  };
};
