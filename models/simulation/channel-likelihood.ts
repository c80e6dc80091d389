import { modelledChannels } from "./modelled-channels.ts";
import type { Numbers, PhysicsModel } from "./physics-model.ts";
import { residualSpread } from "./residual-spread.ts";

/** Log likelihood of a state, up to a constant. */
export type StateLikelihood = (state: Numbers, load: Numbers) => number;

/** Tails of a Student t: a window that the model does not explain (a load change within it) does not decide alone. */
const DEGREES_OF_FREEDOM = 6;

/**
 * How well states explain measured channels: a multivariate Student t over the residuals, with the spread that they have for
 * the right state. A window's mean scatters less than the single samples whose noise this reckons with; the
 * difference is room for what the model does not explain, so that hundreds of windows don't make an estimate surer than the
 * model is right. Channels that the model does not know, or that are no numbers, are left out.
 */
export const channelLikelihood = (model: PhysicsModel, parameters: Numbers) => {
  const spreads = new Map<string, Float64Array>();
  const computable = modelledChannels(model, model.initial(parameters), model.loadFrom({}), parameters);
  const known = Object.keys(model.noise).filter((name) => (model.noise[name] ?? 0) > 0 && name in computable);

  const spreadOf = (names: readonly string[]): Float64Array => {
    const key = names.join();
    const found = spreads.get(key) ?? residualSpread(model, parameters, names);
    spreads.set(key, found);
    return found;
  };

  return (measured: Numbers): StateLikelihood => {
    const names = known.filter((name) => Number.isFinite(measured[name]));
    const spread = spreadOf(names);
    const size = names.length;
    const white = new Float64Array(size);
    return (state, load) => {
      const computed = modelledChannels(model, state, load, parameters);
      let distance = 0;
      for (let r = 0; r < size; r++) {
        const name = names[r] ?? "";
        let rest = ((measured[name] ?? 0) - (computed[name] ?? 0)) / (model.noise[name] ?? 1);
        for (let c = 0; c < r; c++) rest -= (spread[r * size + c] ?? 0) * (white[c] ?? 0);
        white[r] = rest / (spread[r * size + r] ?? 1);
        distance += (white[r] ?? 0) ** 2;
      }
      return (-(DEGREES_OF_FREEDOM + size) / 2) * Math.log1p(distance / DEGREES_OF_FREEDOM);
    };
  };
};
