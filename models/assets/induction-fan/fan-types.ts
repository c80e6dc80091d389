import type parameters from "./parameters.json";

export type FanParameters = typeof parameters;

/** Damages 0 (new) to 1 (failed), the hidden rate factors of this fan, and the winding's temperature. */
export type FanState = {
  readonly insulationAge: number;
  readonly fouling: number;
  readonly insulationRate: number;
  readonly foulingRate: number;
  readonly windingCel: number;
};

/** Shaft speed in 1/min, damper opening in percent; the ambient temperature is the weather's, not an input. */
export type FanLoad = { readonly speed: number; readonly damperOpening: number; readonly ambientTemperature?: number };
