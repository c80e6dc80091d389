/** One thing that makes inputs of a forecast tell less than they did in training. */
export interface Doubt {
  /** In words an operator reads. */
  readonly words: string;
  /** Share of what each input tells that is lost by it, 0 to 1; in the order of the vector. */
  readonly lost: ArrayLike<number>;
}

/** Part of the weight that all inputs share evenly: what the trees never asked may matter where they were not trained. */
const EVENLY = 0.1;

/**
 * Share of all that a model goes by which is lost, 0 to 1. Doubts of one input add up as independent losses do: what two of
 * them leave is the product of what each leaves. No doubt more, and none greater, ever gives less.
 *
 * @param shares what the model knows by each input (`featureShares`); all 0 if that is not known
 */
export const lostShare = (doubts: readonly Doubt[], shares: ArrayLike<number>): number => {
  const inputs = shares.length;
  const even = Array.prototype.some.call(shares, (share) => share > 0) ? EVENLY : 1;
  let lost = 0;
  for (let i = 0; i < inputs; i++) {
    let left = 1;
    for (const doubt of doubts) left *= 1 - within01(doubt.lost[i] ?? 0);
    lost += ((1 - even) * (shares[i] ?? 0) + even / inputs) * (1 - left);
  }
  return within01(lost);
};

const within01 = (value: number): number => (value > 0 ? Math.min(1, value) : 0);
