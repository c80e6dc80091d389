import type { Random } from "../../random/random.ts";

/**
 * The hidden wear-rate factor of one machine: log-normal with median 1, so that half of all machines wear faster than
 * the typical one. Without a random stream it is 1: the typical machine.
 *
 * @param spread standard deviation of the factor's logarithm
 */
export const rateFactor = (spread: number, random?: Random): number =>
  random ? Math.exp(spread * random.normal()) : 1;
