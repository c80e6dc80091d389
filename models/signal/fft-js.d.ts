/** The part of fft.js 4 that is used here; the package has no types of its own. */
declare module "fft.js" {
  class FFT {
    constructor(size: number);
    /** Complex DFT, interleaved re and im, `size` of each. `out` and `data` are different arrays; `data` is kept. */
    transform(out: Float64Array, data: Float64Array): void;
  }
  export = FFT;
}
