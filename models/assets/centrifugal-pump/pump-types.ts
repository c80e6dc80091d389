import type parameters from "./parameters.json";

export type PumpParameters = typeof parameters;

/** Damages 0 (new) to 1 (failed), the hidden wear-rate factors of this pump, and the bearing's temperature. */
export type PumpState = {
  readonly impellerWear: number;
  readonly bearingWear: number;
  readonly impellerRate: number;
  readonly bearingRate: number;
  readonly bearingCel: number;
};

/** Shaft speed in 1/min, opening of the control valve in percent. */
export type PumpLoad = { readonly speed: number; readonly valveOpening: number };
