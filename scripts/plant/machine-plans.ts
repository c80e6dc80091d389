/** One machine of the plant. */
export interface MachinePlan {
  readonly type: string;
  /** How long it will last, roughly, from the beginning of the demonstration. */
  readonly remainingHours: number;
  /** Relative standard deviation, hour by hour, of loads that production does not hold exactly. */
  readonly loadSpread: Readonly<Record<string, number>>;
}

/** The spindle fails within a few minutes of watching; the others follow one after another. */
export const machinePlans: Readonly<Record<string, MachinePlan>> = {
  "pump-1": { type: "centrifugal-pump", remainingHours: 800, loadSpread: { valveOpening: 0.02 } },
  "fan-1": { type: "induction-fan", remainingHours: 1100, loadSpread: { damperOpening: 0.02 } },
  "spindle-1": { type: "cnc-spindle", remainingHours: 240, loadSpread: { cuttingForce: 0.04 } },
  "extruder-1": { type: "extruder-cooling", remainingHours: 480, loadSpread: { screwSpeed: 0.01 } },
};
