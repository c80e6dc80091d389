/**
 * Whether one version is another or later, by precedence of Semantic Versioning 2.0.0 (clause 11) for the three numbers; a
 * pre-release is before the release of its numbers.
 */
export const isAtLeast = (version: string, wanted: string): boolean => {
  const [have, need] = [numbersOf(version), numbersOf(wanted)];
  for (const [i, number] of need.entries()) {
    const own = have[i] ?? 0;
    if (own !== number) return own > number;
  }
  return true;
};

const numbersOf = (version: string): readonly number[] => {
  const [numbers = "", pre] = (version.split("+")[0] ?? "").split(/-(.*)/);
  return [...numbers.split(".").map(Number), pre === undefined ? 1 : 0];
};

/** Where the first number is 0 a change of the second may break what was there (clause 4). */
export const isCompatible = (version: string, wanted: string): boolean => {
  const [major, minor] = numbersOf(version);
  const [wantedMajor, wantedMinor] = numbersOf(wanted);
  return isAtLeast(version, wanted) && major === wantedMajor && (major !== 0 || minor === wantedMinor);
};
