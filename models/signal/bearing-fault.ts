/** The part of a rolling bearing that is damaged. */
export const BEARING_FAULTS = ["outerRace", "innerRace", "ball"] as const;
export type BearingFault = (typeof BEARING_FAULTS)[number];
