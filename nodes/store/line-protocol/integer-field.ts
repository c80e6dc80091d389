import type { Point } from "../../kit/store.ts";

/**
 * Where InfluxDB has the integers of `telemetry`: a field of their own beside `value`, as it allows one type a field, and all channels of
 * all machines share the measurement. Queries of `value` find both.
 */
export const INTEGER_FIELD = "integer";
const MEASUREMENT = "telemetry";
const FIELD = "value";

/** Whether a field of a measurement is in two fields on the server, one for floats and one for integers. */
export const mayBeInteger = (measurement: string, field: string): boolean =>
  measurement === MEASUREMENT && field === FIELD;

/** Whether a point says of its number that it is an integer, and is of the measurement that has such. */
export const isInteger = ({ measurement, integers }: Point, field: string): boolean =>
  integers?.includes(field) === true && mayBeInteger(measurement, field);
