/** Runs a job for each item, at most `atOnce` of them at a time; the results are in the order of the items. */
export const allOf = async <T, R>(
  items: readonly T[],
  atOnce: number,
  job: (item: T, place: number) => Promise<R>,
): Promise<R[]> => {
  const results: R[] = [];
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [place, item] of waiting) results[place] = await job(item, place);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
};
