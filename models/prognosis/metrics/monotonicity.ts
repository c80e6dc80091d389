/**
 * How steadily a health indicator (or a forecast) of one life moves one way, 0 to 1: |rises - falls| / (n - 1) over
 * neighbouring values. 1 if it only rises or only falls, 0 if it goes back and forth. Without unit. Values that are NaN
 * are left out; NaN if fewer than two remain. Of several lives, the authors take the mean.
 *
 * Source: Coble & Hines, Identifying optimal prognostic parameters from data: a genetic algorithms approach, PHM 2009.
 *
 * @param values in order of time
 */
export const monotonicity = (values: ArrayLike<number>): number => {
  const known = Array.from(values).filter((value) => !Number.isNaN(value));
  if (known.length < 2) return Number.NaN;
  let balance = 0;
  for (let i = 1; i < known.length; i++) {
    const before = known[i - 1] ?? Number.NaN;
    const now = known[i] ?? Number.NaN;
    if (now !== before) balance += now > before ? 1 : -1;
  }
  return Math.abs(balance) / (known.length - 1);
};
