/**
 * Power spectrum under a periodic Hann window, straight from the spectrum without a window: the window is
 * 1/2 - 1/4 exp(+j) - 1/4 exp(-j), so its transform is W[k] = C[k]/2 - (C[k-1] + C[k+1])/4 (F. Harris, "On the use of
 * windows for harmonic analysis", Proc. IEEE 66(1), 1978). That saves a transform.
 *
 * P[k] = g |W[k]|^2 / (n sum(hann^2)) with sum(hann^2) = 3n/8; g = 1 at DC and at Nyquist (even n), else 2. So sum(P) is
 * the mean square of the signal: amplitudes are one-sided and corrected for the window.
 *
 * @param spectrum floor(n/2) + 1 interleaved complex bins of a real signal whose mean is removed
 * @param n samples of the signal, at least 4
 * @param power receives floor(n/2) + 1 values, in the unit of the signal squared
 */
export const hannPower = (spectrum: Float64Array, n: number, power: Float64Array): void => {
  const last = Math.floor(n / 2);
  const even = n % 2 === 0;
  const scale = 2 / (n * ((3 * n) / 8));
  for (let k = 1; k < last; k++) {
    const i = 2 * k;
    const re = 0.5 * at(spectrum, i) - 0.25 * (at(spectrum, i - 2) + at(spectrum, i + 2));
    const im = 0.5 * at(spectrum, i + 1) - 0.25 * (at(spectrum, i - 1) + at(spectrum, i + 3));
    power[k] = (re * re + im * im) * scale;
  }
  // Beyond the ends the spectrum of a real signal goes on as its own mirror image, conjugated.
  const dc = 0.5 * at(spectrum, 0) - 0.5 * at(spectrum, 2);
  power[0] = (dc * dc * scale) / 2;
  const i = 2 * last;
  if (even) {
    const nyquist = 0.5 * at(spectrum, i) - 0.5 * at(spectrum, i - 2);
    power[last] = (nyquist * nyquist * scale) / 2;
  } else {
    const re = 0.25 * at(spectrum, i) - 0.25 * at(spectrum, i - 2);
    const im = 0.75 * at(spectrum, i + 1) - 0.25 * at(spectrum, i - 1);
    power[last] = (re * re + im * im) * scale;
  }
};

const at = (values: Float64Array, i: number): number => values[i] as number;
