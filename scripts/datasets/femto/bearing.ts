/** The whole life of one bearing, as it was recorded: short snapshots of acceleration every few seconds. */
export interface Bearing {
  readonly name: string;
  readonly sampleRateHz: number;
  /** Samples of each channel in a snapshot. */
  readonly samples: number;
  /** Names of the channels; the first is in the direction of the load. */
  readonly channels: readonly string[];
  /** Hours from the first snapshot of the life to the last one, whether that is recorded here or not. */
  readonly lifeHours: number;
  /** Hours since the first snapshot of the life, of each snapshot that is recorded here, in rising order. */
  readonly hours: readonly number[];
  /**
   * Accelerations of one snapshot in g, an array for each channel.
   *
   * @param at its place in `hours`
   * @throws TwinError TWIN-FEMTO-002, -005 to -007
   */
  read(at: number): Promise<readonly Float64Array[]>;
}

/** UCUM code of the accelerations. */
export const ACCELERATION_UNIT = "[g]";
