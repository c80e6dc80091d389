import { physicsModels } from "../../models/assets/index.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import { createRandom } from "../../models/random/random.ts";
import type { Outcome } from "../../nodes/rul-predictor/asset-engine.ts";
import type { KeptBasis } from "../../nodes/rul-predictor/forecast-basis.ts";
import { futureLoad } from "../../nodes/rul-predictor/future-load.ts";
import { physicsEngine } from "../../nodes/rul-predictor/physics-engine.ts";
import { whyErrors } from "./errors.ts";
import type { KeptForecast } from "./kept-forecast.ts";

/**
 * What the physics of a kept forecast says, run again from the state that was kept with it.
 *
 * @throws TwinError TWIN-WHY-005, TWIN-SIMULATION-001, -008, -009
 */
export const physicsPart = async (forecast: KeptForecast, basis: KeptBasis): Promise<Outcome | undefined> => {
  const { model: id, parameters, samples, seed, history } = basis.physics;
  const model = physicsModels[id];
  if (!model) throw new TwinError(whyErrors.otherPhysics, { model: id });
  const options = {
    model,
    parameters,
    hash: "",
    components: [forecast.component],
    samples,
    minimumHours: forecast.computedFrom?.settings.minimumHours ?? 0,
    random: createRandom(seed),
    future: futureLoad(model, basis.load),
  };
  const [outcome] = await physicsEngine(options, history).forecast(forecast);
  return outcome;
};
