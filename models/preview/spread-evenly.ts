/** So many of them at most, at equal distances in their order; the last one is among them. */
export const spreadEvenly = <T>(all: readonly T[], most: number): readonly T[] => {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.ceil(((i + 1) * all.length) / most) - 1]).filter(
    (one) => one !== undefined,
  );
};
