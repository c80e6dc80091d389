import { createRandom } from "../random/random.ts";
import { choleskyFactor } from "./cholesky-factor.ts";
import { modelledChannels } from "./modelled-channels.ts";
import type { Numbers, PhysicsModel } from "./physics-model.ts";

const DRAWS = 400;
const HOUR_MS = 3_600_000;
const SOME_MONDAY_MS = Date.UTC(2026, 0, 5);

/** What the model does not explain, as large as the sensor's noise: with it 90 % intervals hold nine lives of ten. */
const MODEL_ERROR = 1;

/**
 * How measured channels scatter around computed ones for the right state. The load is read from the same noisy
 * channels, so residuals are not just sensor noise: they share the load's error. Found by measuring simulated machines of
 * all ages over weeks of their plan, as lower Cholesky factor of the residuals' second moment, in units of the noise.
 *
 * @param names channels that are measured, each with a noise above 0
 */
export const residualSpread = (model: PhysicsModel, parameters: Numbers, names: readonly string[]): Float64Array => {
  const random = createRandom(1);
  const size = names.length;
  const moment = new Float64Array(size * size);
  for (let draw = 0; draw < DRAWS; draw++) {
    const state: Record<string, number> = { ...model.initial(parameters, random) };
    for (const { state: key } of model.damage) state[key] = 0.9 * random.next();
    const planned = model.plannedLoad(SOME_MONDAY_MS + draw * HOUR_MS);
    const truth = modelledChannels(model, state, planned, parameters);
    const noisy = names.map((name) => [name, (truth[name] ?? 0) + (model.noise[name] ?? 1) * random.normal()] as const);
    const measured: Numbers = Object.fromEntries(noisy);
    const computed = modelledChannels(model, state, model.loadFrom(measured), parameters);
    const residual = names.map((name) => ((measured[name] ?? 0) - (computed[name] ?? 0)) / (model.noise[name] ?? 1));
    for (let r = 0; r < size; r++) {
      for (let c = 0; c <= r; c++) {
        moment[r * size + c] = (moment[r * size + c] ?? 0) + ((residual[r] ?? 0) * (residual[c] ?? 0)) / DRAWS;
      }
    }
  }
  for (let i = 0; i < size; i++) moment[i * size + i] = (moment[i * size + i] ?? 0) + MODEL_ERROR * MODEL_ERROR;
  return choleskyFactor(moment, size);
};
