import type { Calibration } from "../../models/telemetry/sensor-doubt.ts";
import type { TagRow } from "./schema.ts";

/** The calibration record of a tag; undefined where none is kept. */
export const calibrationOf = (row: TagRow | undefined): Calibration | undefined => {
  if (!row) return undefined;
  const { calibrationGain: gain, calibrationOffset: offset, calibrationDate: date, calibrationDue: due } = row;
  return gain === 1 && offset === 0 && date === "" && due === "" ? undefined : { gain, offset, date, due };
};
