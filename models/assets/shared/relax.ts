/**
 * Exact solution of the first-order lag τ·dx/dt = target − x after `dtSeconds`: right for a step of one second and of
 * one hour alike.
 *
 * @param tauSeconds time constant, above 0
 */
export const relax = (value: number, target: number, dtSeconds: number, tauSeconds: number): number =>
  target + (value - target) * Math.exp(-dtSeconds / tauSeconds);
