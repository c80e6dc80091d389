/**
 * Cepstrum pre-whitening: every line of the spectrum gets the amplitude 1 and keeps its phase, which is the real cepstrum set to
 * zero all but its first value. Shaft harmonics, gear meshes and resonances weigh no more than any other frequency then, and
 * what is left of the signal is its impulses (Borghesani, Pennacchi, Randall, Sawalhi, Ricci: "Application of cepstrum
 * pre-whitening for the diagnosis of bearing faults under variable speed conditions", Mech. Syst. Signal Process. 36(2), 2013).
 *
 * @param spectrum interleaved complex bins, changed in place; a bin that is 0 stays 0
 */
export const whiten = (spectrum: Float64Array): void => {
  for (let i = 0; i + 1 < spectrum.length; i += 2) {
    const re = spectrum[i] as number;
    const im = spectrum[i + 1] as number;
    const amplitude = Math.sqrt(re * re + im * im);
    if (amplitude === 0) continue;
    spectrum[i] = re / amplitude;
    spectrum[i + 1] = im / amplitude;
  }
};
