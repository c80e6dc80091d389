/** What was recorded of one engine, cycle by cycle from its first. */
export interface Engine {
  readonly unit: number;
  /** Settings of each cycle, in the order of SETTINGS. */
  readonly settings: readonly Float64Array[];
  /** Sensors of each cycle, in the order of SENSORS. */
  readonly sensors: readonly Float64Array[];
  /** Cycles left after the last one: 0 where the whole life is recorded. */
  readonly cyclesLeft: number;
}

export const cyclesOf = (engine: Engine): number => engine.sensors.length;
