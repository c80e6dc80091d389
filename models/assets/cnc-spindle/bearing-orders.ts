/** Geometry of a rolling bearing, from its data sheet. */
export interface BearingGeometry {
  readonly rollingElements: number;
  readonly elementDiameterMm: number;
  readonly pitchDiameterMm: number;
  readonly contactAngleDeg: number;
}

/** Deep-groove ball bearing 6205-2RS (SKF), as published with the bearing data of Case Western Reserve University. */
export const FRONT_BEARING: BearingGeometry = {
  rollingElements: 9,
  elementDiameterMm: 7.94,
  pitchDiameterMm: 39.04,
  contactAngleDeg: 0,
};

/**
 * Defect frequencies as multiples of the shaft speed, for a still outer ring (ISO 15243 terms; Randall & Antoni 2011,
 * eqs 1–4): with γ = d/D·cos α, outer race Z/2·(1 − γ), inner race Z/2·(1 + γ), ball spin D/2d·(1 − γ²), cage
 * (1 − γ)/2.
 */
export const bearingOrders = (geometry: BearingGeometry) => {
  const { rollingElements, elementDiameterMm, pitchDiameterMm, contactAngleDeg } = geometry;
  const gamma = (elementDiameterMm / pitchDiameterMm) * Math.cos((contactAngleDeg * Math.PI) / 180);
  return {
    bpfo: (rollingElements / 2) * (1 - gamma),
    bpfi: (rollingElements / 2) * (1 + gamma),
    bsf: (pitchDiameterMm / (2 * elementDiameterMm)) * (1 - gamma * gamma),
    ftf: (1 - gamma) / 2,
  };
};
