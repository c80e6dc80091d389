import type { AssetType } from "../twin/asset-type.ts";
import type { ReadTag } from "./channel-fit.ts";
import { matchType, type TypeMatch } from "./match-type.ts";
import { type Reason, reason } from "./reason.ts";
import { meaningsIn } from "./vocabulary.ts";

/** A match with the score that decides, and why. */
export interface ScoredType extends TypeMatch {
  readonly score: number;
  readonly why: readonly Reason[];
}

/** A shipped type is not proposed with a lower score, nor with fewer channels found: every machine has a speed and a temperature. */
const FITS = { score: 0.6, channels: 3 } as const;

export const fits = ({ score, matches }: ScoredType): boolean => score >= FITS.score && matches.size >= FITS.channels;

/** What the name of a machine in asset or tags is worth, and how much is left where another is named. */
const NAMED = { added: 0.15, otherLeft: 0.6 } as const;
const MACHINES = ["pump", "fan", "spindle", "extruder"];

/** The asset types by how well they fit the tags, the best first. */
export const fitTypes = (
  asset: string,
  tags: readonly ReadTag[],
  types: readonly AssetType[],
): readonly ScoredType[] => {
  const named = machinesIn(asset, tags);
  return types
    .map((type): ScoredType => {
      const match = matchType(tags, type);
      const own = [...meaningsIn(`${type.id} ${type.label}`)].filter((word) => MACHINES.includes(word));
      const isNamed = own.find((word) => named.has(word));
      const other = isNamed === undefined ? [...named][0] : undefined;
      const score =
        isNamed !== undefined
          ? Math.min(1, match.found + (match.matches.size > 0 ? NAMED.added : 0))
          : match.found * (other === undefined ? 1 : NAMED.otherLeft);
      return { ...match, score: rounded(score), why: reasonsOf(match, isNamed ?? other) };
    })
    .sort((a, b) => b.score - a.score);
};

export const rounded = (score: number): number => Math.round(score * 100) / 100;

/** Kinds of machines that the asset's name tells, else the tags' names and descriptions. */
const machinesIn = (asset: string, tags: readonly ReadTag[]): ReadonlySet<string> => {
  const byName = [...meaningsIn(asset)].filter((word) => MACHINES.includes(word));
  if (byName.length > 0) return new Set(byName);
  const said = tags.flatMap(({ tag, meaning }) => [...meaning.places, ...meaningsIn(tag.tag)]);
  return new Set(said.filter((word) => MACHINES.includes(word)));
};

const reasonsOf = ({ matches, missing }: TypeMatch, named: string | undefined): readonly Reason[] => [
  reason("found", { found: matches.size, all: matches.size + missing.length }),
  ...(missing.length > 0 && matches.size > 0 ? [reason("lacking", { channels: missing.join(", ") })] : []),
  ...(named === undefined ? [] : [reason("named", {}, [named])]),
];
