import type { AssetType } from "../twin/asset-type.ts";
import type { ReadTag } from "./channel-fit.ts";
import { fitTypes, fits as isFitting, type ScoredType } from "./fit-types.ts";
import type { ListedTag } from "./listed-tag.ts";
import { nameChannels } from "./name-channels.ts";
import { OWN, PROPOSAL_TAG, type Proposal, type ProposedRow } from "./proposal.ts";
import { proposeRow } from "./propose-row.ts";
import type { TagList } from "./read-tag-list.ts";
import { sourceUnit } from "./source-unit.ts";
import { tagMeaning } from "./tag-meaning.ts";

/** What is known beside the list. */
export interface ScaffoldOptions {
  /** Name of the machine; empty: the list's own, where it names one. */
  readonly asset: string;
  /** Asset type that is wanted, by its id or `own`; left out: the best that fits. */
  readonly type?: string;
}

/**
 * Makes a proposal of a tag list: the asset type, and for every tag its channel, its unit, its limits, how sure that is and why. No
 * line is lost: what isn't understood stands there as not used, with the reason.
 *
 * @param types the shipped asset types
 */
export const propose = (
  { tags, lost }: TagList,
  types: readonly AssetType[],
  { asset, type }: ScaffoldOptions,
): Proposal => {
  const name = asset || tags.find((tag) => tag.asset)?.asset || "machine";
  const mine = tags.filter((tag) => tag.asset === undefined || tag.asset === name);
  const seen = new Set<string>();
  const again = mine.filter(({ tag }) => seen.size === seen.add(tag).size);
  const read = mine.filter((tag) => !again.includes(tag)).map(readTag);
  const fits = fitTypes(name, read, types);
  const chosen = type === undefined ? fits.find(isFitting) : fits.find((fit) => fit.type.id === type);
  const own = read.filter((tag) => !chosen?.matches.has(tag));
  const names = nameChannels(own, Object.keys(chosen?.type.channels ?? {}));
  const rows = [
    ...read.map((tag) => proposeRow(tag, chosen, names.get(tag) ?? "")),
    ...again.map((tag) => unused(tag, "the list has it already")),
    ...tags.filter((tag) => !mine.includes(tag)).map((tag) => unused(tag, `it is of ${tag.asset}`)),
    ...lost.map(({ line, text }) =>
      unused({ line, tag: text, description: "", unit: "", type: "" }, "no tag is named"),
    ),
  ];
  return {
    schema: PROPOSAL_TAG,
    asset: name,
    type: chosen?.type.id ?? OWN,
    why: reason(chosen, fits[0]),
    fits: fits.map(({ type: { id }, score, why }) => ({ type: id, score, why })),
    rows: rows.sort((a, b) => a.line - b.line),
  };
};

const readTag = (tag: ListedTag): ReadTag => {
  const meaning = tagMeaning(tag);
  return { tag, meaning, unit: sourceUnit(tag.unit, tag.ucum, meaning.quantities) };
};

const reason = (chosen: ScoredType | undefined, best: ScoredType | undefined): string => {
  if (chosen) return chosen.why;
  return best ? `no shipped type fits; the nearest is ${best.type.id} (${best.score}): ${best.why}` : "no shipped type";
};

const unused = ({ line, tag, description }: ListedTag, why: string): ProposedRow => ({
  ...{ line, use: false, tag, channel: "", unit: "", label: description, confidence: 0, why },
});
