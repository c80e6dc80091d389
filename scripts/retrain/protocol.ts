/** Edges of the bands that a card's metrics are split by. */
export const BAND_EDGES_HOURS = [0, 48, 168, 504];

/** How a model of confirmed failures was judged, for its card. */
export const protocolOf = (confirmed: number, simulated: number): string =>
  `${confirmed} confirmed failures, each forecast by a model and a calibration of all lives but a group with this one in it` +
  (simulated > 0 ? `, and ${simulated} simulated machines that neither training nor calibration saw` : "") +
  "; the same number of moments of each life. Within one life the moments are not independent.";
