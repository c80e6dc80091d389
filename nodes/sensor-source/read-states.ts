/**
 * The numbers of a machine's states from a text such as `RUN=1, STOP=0`.
 *
 * @returns undefined for an empty text, or what is wrong
 */
export const readStates = (text: string): ReadonlyMap<string, number> | undefined | "wrong" => {
  if (text.trim() === "") return undefined;
  const pairs = text.split(",").map((pair) => {
    const at = pair.lastIndexOf("=");
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  });
  const right = pairs.every(([name, number]) => name !== "" && number !== "" && Number.isFinite(Number(number)));
  const states = new Map(pairs.map(([name, number]) => [name, Number(number)]));
  return right && states.size === pairs.length ? states : "wrong";
};
