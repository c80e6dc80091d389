import parameters from "./parameters.json" with { type: "json" };

export type WearParameters = typeof parameters;
export type WearState = {
  /** 0 as new, 1 at the limit. */
  readonly wear: number;
  readonly wearRate: number;
};
/** In % of the nominal load. */
export type WearLoad = { readonly load: number };

export const NOMINAL_PERCENT = 100;

/**
 * Wear per hour by the inverse power law (Nelson 1990, ch. 2): dD/dt = f·(P/Pₙ)ⁿ/L. A machine without load does not wear.
 */
export const wearPerHour = (state: WearState, { load }: WearLoad, p: WearParameters): number =>
  load > 0 ? (state.wearRate * (load / NOMINAL_PERCENT) ** p.loadExponent) / p.lifeHours : 0;

/** The state `dtSeconds` later. Exact for a load that is constant over the step; a failed machine stands. */
export const stepWear = (state: WearState, load: WearLoad, dtSeconds: number, p: WearParameters): WearState => ({
  ...state,
  wear: Math.min(1, state.wear + (wearPerHour(state, load, p) * dtSeconds) / 3600),
});

/** How far the indicator has come from its value as new (0 %) to its limit (100 %): 100·Dˢ. */
export const indicatorPercent = ({ wear }: WearState, p: WearParameters): number => 100 * wear ** p.indicatorShape;
