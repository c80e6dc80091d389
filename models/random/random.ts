/** A source of random numbers that is handed in, so that the same seed gives the same result everywhere. */
export interface Random {
  /** `createRandom(seed)` is this stream from its beginning. */
  readonly seed: number;
  /** Uniform in [0, 1). */
  next(): number;
  /** Standard normal, mean 0 and variance 1. */
  normal(): number;
  /** An independent stream for `label`; the same label gives the same stream. */
  fork(label: string): Random;
}

/**
 * xoshiro128** (Blackman & Vigna 2021, ACM TOMS 47:4), seeded through splitmix32; normals by Marsaglia's polar method.
 *
 * @param seed any 32-bit integer
 */
export const createRandom = (seed: number): Random => {
  let mix = seed | 0;
  const splitmix = (): number => {
    mix = (mix + 0x9e3779b9) | 0;
    let z = mix ^ (mix >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let d = splitmix();
  let spare: number | undefined;

  const next = (): number => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result / 2 ** 32;
  };

  const normal = (): number => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const u = 2 * next() - 1;
      const v = 2 * next() - 1;
      const s = u * u + v * v;
      if (s === 0 || s >= 1) continue;
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      spare = v * scale;
      return u * scale;
    }
  };

  return { seed, next, normal, fork: (label) => createRandom(seed ^ hashText(label)) };
};

/** FNV-1a, 32 bits: a seed from a text. */
export const hashText = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
};
