import { channelNamed } from "../telemetry/channel-named.ts";
import type { ReadTag } from "./channel-fit.ts";
import type { ListedTag } from "./listed-tag.ts";
import { isQuantity } from "./quantity.ts";
import { shortName } from "./short-name.ts";
import { meaningsIn } from "./vocabulary.ts";

const MOST_LETTERS = 40;

/**
 * A channel's name for each tag: of its own name where that says what it measures, else of its description, else of what it measures;
 * without what all names begin with (`P101_`), numbered where two would be the same.
 *
 * @param taken names that are in use already
 */
export const nameChannels = (tags: readonly ReadTag[], taken: Iterable<string> = []): ReadonlyMap<ReadTag, string> => {
  const names = tags.map(({ tag }) => shortName(tag.name ?? tag.tag));
  const begin = commonBeginning(names);
  const used = new Set(taken);
  const named = new Map<ReadTag, string>();
  for (const [i, tag] of tags.entries()) {
    const name = free(wordsOf(tag, (names[i] ?? "").slice(begin)), used);
    used.add(name);
    named.set(tag, name);
  }
  return named;
};

const wordsOf = ({ tag, meaning }: ReadTag, name: string): string => {
  const own = channelNamed(name).slice(0, MOST_LETTERS);
  const isTelling = [...meaningsIn(name)].some(isQuantity) && !isNumberedOnly(name);
  const described = channelNamed(shortText(tag));
  return (isTelling ? own : described || own) || meaning.quantities[0] || "channel";
};

/** `temp_03` says what, but not which; a description says more. */
const isNumberedOnly = (name: string): boolean => /^[a-z]{1,4}[^a-z]*$/i.test(name);

/** A description up to its first comma or bracket. */
const shortText = ({ description }: ListedTag): string => {
  const [first = ""] = description.split(/[,;:(\n]/);
  return first.length > MOST_LETTERS ? first.slice(0, first.lastIndexOf(" ", MOST_LETTERS)) : first;
};

const free = (name: string, used: ReadonlySet<string>): string => {
  if (!used.has(name)) return name;
  for (let number = 2; ; number++) if (!used.has(`${name}${number}`)) return `${name}${number}`;
};

/** Letters that all names begin with, up to their last separator; 0 for a lone name. */
const commonBeginning = (names: readonly string[]): number => {
  const [first = "", ...others] = names;
  if (others.length === 0) return 0;
  let same = 0;
  while (same < first.length && others.every((name) => name[same] === first[same])) same++;
  return first.slice(0, same).search(/[^_\-. ]*$/);
};
