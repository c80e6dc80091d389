import type { Random } from "../../models/random/random.ts";

/** Places 0 to count - 1 in `folds` groups whose sizes differ by one at most, drawn at random. Whole lives, never rows. */
export const drawFolds = (count: number, folds: number, random: Random): number[][] => {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random.next() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  const groups = Array.from({ length: folds }, (): number[] => []);
  order.forEach((place, i) => {
    groups[i % folds]?.push(place);
  });
  return groups;
};
