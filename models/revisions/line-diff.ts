/** One line of a comparison: kept, taken away or added. */
export interface DiffLine {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** Above this many pairs of lines, what differs is shown as taken away and added as a whole. */
const MOST_PAIRS = 4_000_000;

/**
 * What was taken away and added between two lists of lines: the fewest lines that lead from one to the other (longest common
 * subsequence; Hunt & McIlroy 1976, without their speed-up).
 */
export const lineDiff = (before: readonly string[], after: readonly string[]): DiffLine[] => {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const rest = Math.min(before.length, after.length) - start;
  while (end < rest && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return [
    ...signed(" ", before.slice(0, start)),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...signed(" ", before.slice(before.length - end)),
  ];
};

/** The changed lines with so many unchanged ones around them; `…` where some are left out. */
export const withContext = (lines: readonly DiffLine[], around: number): DiffLine[] => {
  const near = lines.map((_, i) =>
    lines.slice(Math.max(0, i - around), i + around + 1).some(({ sign }) => sign !== " "),
  );
  return lines.flatMap((line, i): DiffLine[] => {
    if (near[i]) return [line];
    return i === 0 || near[i - 1] ? [{ sign: " ", text: "…" }] : [];
  });
};

const middle = (before: readonly string[], after: readonly string[]): DiffLine[] => {
  if (before.length * after.length > MOST_PAIRS) return [...signed("-", before), ...signed("+", after)];
  const common = commonLengths(before, after);
  const width = after.length + 1;
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old = "", fresh = ""] = [before[i], after[j]];
    if (i < before.length && j < after.length && old === fresh) {
      lines.push({ sign: " ", text: old });
      [i, j] = [i + 1, j + 1];
    } else if (
      j >= after.length ||
      (i < before.length && at(common, (i + 1) * width + j) >= at(common, i * width + j + 1))
    ) {
      lines.push({ sign: "-", text: old });
      i++;
    } else {
      lines.push({ sign: "+", text: fresh });
      j++;
    }
  }
  return lines;
};

/** Length of the longest common subsequence of what follows each pair of places. */
const commonLengths = (before: readonly string[], after: readonly string[]): Uint32Array => {
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i * width + j] =
        before[i] === after[j]
          ? at(common, (i + 1) * width + j + 1) + 1
          : Math.max(at(common, (i + 1) * width + j), at(common, i * width + j + 1));
    }
  }
  return common;
};

const at = (numbers: Uint32Array, index: number): number => numbers[index] ?? 0;

const signed = (sign: DiffLine["sign"], texts: readonly string[]): DiffLine[] => texts.map((text) => ({ sign, text }));
