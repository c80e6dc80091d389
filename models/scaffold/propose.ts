import type { AssetType } from "../twin/asset-type.ts";
import type { ReadTag } from "./channel-fit.ts";
import { fitTypes, fits as isFitting, type ScoredType } from "./fit-types.ts";
import type { ListedTag } from "./listed-tag.ts";
import { nameChannels } from "./name-channels.ts";
import { OWN, PROPOSAL_TAG, type Proposal } from "./proposal.ts";
import { proposeRow, type ReasonedRow } from "./propose-row.ts";
import type { TagList } from "./read-tag-list.ts";
import { type Language, type Reason, reason, sayReasons } from "./reason.ts";
import { sourceUnit } from "./source-unit.ts";
import { tagMeaning } from "./tag-meaning.ts";

/** What is known beside the list. */
export interface ScaffoldOptions {
  /** Name of the machine; empty: the list's own, where it names one. */
  readonly asset: string;
  /** Asset type that is wanted, by its id or `own`; left out: the best that fits. */
  readonly type?: string;
  /** Of the reasons; English unless said otherwise. */
  readonly language?: Language;
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
  { asset, type, language = "en" }: ScaffoldOptions,
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
    ...again.map((tag) => unused(tag, reason("twice"))),
    ...tags
      .filter((tag) => !mine.includes(tag))
      .map((tag) => unused(tag, reason("ofAnother", { asset: tag.asset ?? "" }))),
    ...lost.map(({ line, text }) => unused({ line, tag: text, description: "", unit: "", type: "" }, reason("noTag"))),
  ];
  const say = (reasons: readonly Reason[]): string => sayReasons(reasons, language);
  return {
    schema: PROPOSAL_TAG,
    asset: name,
    type: chosen?.type.id ?? OWN,
    why: say(reasonsOf(chosen, fits[0])),
    fits: fits.map(({ type: { id }, score, why }) => ({ type: id, score, why: say(why) })),
    rows: rows.sort((a, b) => a.line - b.line).map(({ why, ...row }) => ({ ...row, why: say(why) })),
  };
};

const readTag = (tag: ListedTag): ReadTag => {
  const meaning = tagMeaning(tag);
  return { tag, meaning, unit: sourceUnit(tag.unit, tag.ucum, meaning.quantities) };
};

const reasonsOf = (chosen: ScoredType | undefined, best: ScoredType | undefined): readonly Reason[] => {
  if (chosen) return chosen.why;
  return best ? [reason("nearest", { type: best.type.id, score: best.score }), ...best.why] : [reason("noType")];
};

const unused = ({ line, tag, description }: ListedTag, why: Reason): ReasonedRow => ({
  ...{ line, use: false, tag, channel: "", unit: "", label: description, confidence: 0, why: [why] },
});
