import type parameters from "./parameters.json";

export type ExtruderParameters = typeof parameters;

/** Damages 0 (new) to 1 (failed), the hidden rate factors of this extruder, and the barrel's temperature. */
export type ExtruderState = {
  readonly scaling: number;
  readonly screwWear: number;
  readonly scalingRate: number;
  readonly screwRate: number;
  readonly barrelCel: number;
};

/** Screw speed in 1/min, opening of the cooling valve in percent. */
export type ExtruderLoad = { readonly screwSpeed: number; readonly coolingValve: number };
