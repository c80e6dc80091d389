/**
 * The same forecasts against labels that are held at `capHours`: early in life nothing shows in the data, so the usual
 * C-MAPSS protocol asks for no more than "125 or more" (Heimes, Recurrent neural networks for remaining useful life
 * estimation, PHM 2008). The forecasts stay as they were made.
 *
 * @param capHours largest label, 0 or more
 */
export const clipTruth = <T extends { readonly truth: number }>(forecasts: readonly T[], capHours: number): T[] =>
  forecasts.map((forecast) => ({ ...forecast, truth: Math.min(forecast.truth, capHours) }));
