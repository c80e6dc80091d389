/** A text without a code is counted by so much of it. */
const LONGEST = 120;

/** Counts errors by their code, or by their text where they have none. */
export const errorCounts = () => {
  const counts = new Map<string, number>();
  return {
    complain: (text: string): void => {
      const code = /\bTWIN-[A-Z0-9]+-\d{3}\b/.exec(text)?.[0] ?? text.slice(0, LONGEST);
      counts.set(code, (counts.get(code) ?? 0) + 1);
    },
    counts: (): Readonly<Record<string, number>> => Object.fromEntries([...counts].sort()),
  };
};
