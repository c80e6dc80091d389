import type parameters from "./parameters.json";

export type SpindleParameters = typeof parameters;

/** Damage of the front bearing 0 (new) to 1 (failed), its hidden wear-rate factor, and its temperature. */
export type SpindleState = {
  readonly spall: number;
  readonly spallRate: number;
  readonly bearingCel: number;
};

/** Spindle speed in 1/min, tangential cutting force in N. */
export type SpindleLoad = { readonly speed: number; readonly cuttingForce: number };
