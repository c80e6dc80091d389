import type { ReadTag } from "./channel-fit.ts";
import { rounded, type ScoredType } from "./fit-types.ts";
import { isNumeric } from "./is-numeric.ts";
import type { Limits, ListedTag } from "./listed-tag.ts";
import type { Match } from "./match-type.ts";
import { orderedLimits } from "./ordered-limits.ts";
import type { ProposedRow } from "./proposal.ts";
import { type Reason, reason } from "./reason.ts";
import { shortName } from "./short-name.ts";
import type { TagMeaning } from "./tag-meaning.ts";

/** A channel that two tags' words fit alike. */
const OPEN = 0.6;
/** A row of a channel of its own. */
const OWN = { worded: 0.9, coded: 0.6, unitOnly: 0.5 } as const;
/**
 * How far a transmitter goes beyond its range before it tells a fault, as shares of the span: 3.8 and 20.5 mA of 4 to 20 (NAMUR NE 43).
 */
const BEYOND = { below: 0.2 / 16, above: 0.5 / 16 } as const;

/** A row with its reasons, not said in a language yet. */
export type ReasonedRow = Omit<ProposedRow, "why"> & { readonly why: readonly Reason[] };

/** What is proposed for one tag, on the chosen type or without one. @param name for a channel of its own */
export const proposeRow = (read: ReadTag, chosen: ScoredType | undefined, name: string): ReasonedRow => {
  const { tag, meaning, unit } = read;
  const match = chosen?.matches.get(read);
  const about = { line: tag.line, tag: tag.tag, label: tag.description || shortName(tag.name ?? tag.tag) };
  if (match && chosen) return { ...about, ...matched(read, match, chosen.type.channels[match.channel]?.unit ?? "") };
  const { limits, remarks } = orderedLimits(allLimits(tag));
  const refused = refusal(read);
  if (refused) return { ...about, use: false, channel: "", unit: unit.unit, ...limits, confidence: 0, why: refused };
  const basis = meaning.quantities.length === 0 ? OWN.unitOnly : meaning.byCode ? OWN.coded : OWN.worded;
  const beside = chosen ? [reason("added", { type: chosen.type.id })] : [];
  return {
    ...{ ...about, use: true, channel: name, unit: unit.unit, ...limits },
    ...{
      confidence: rounded(Math.min(basis, unit.confidence)),
      why: [wordsOf(meaning), ...beside, unit.why, ...remarks],
    },
  };
};

/** A row for a channel of the type. A tag without a unit has the channel's; one whose unit isn't known waits for a person. */
const matched = ({ tag, meaning, unit }: ReadTag, { channel, score, or }: Match, own: string) => {
  const isBare = tag.unit === "" && !tag.ucum;
  const confidence = rounded(Math.min(or ? score * OPEN : score, unit.confidence));
  const { limits, remarks } = orderedLimits(ordered(tag));
  const either = or ? [reason("either", { channel: or })] : [];
  const said = isBare ? reason("unitOfChannel", { unit: own }) : unit.why;
  const why = [wordsOf(meaning), ...either, said, ...remarks];
  if (unit.unit === "" && !isBare)
    return { use: false, channel, unit: "", ...limits, confidence: 0, why: [...why, reason("writeUnit")] };
  return { use: true, channel, unit: isBare ? own : unit.unit, ...limits, confidence, why };
};

/** Why the twin should not read a tag by itself; undefined: it may. */
const refusal = ({ tag, meaning, unit }: ReadTag): readonly Reason[] | undefined => {
  if (!isNumeric(tag)) return [reason("noNumber", { type: tag.type })];
  if (meaning.isSetpoint) return [reason("setpoint")];
  if (unit.unit !== "") return undefined;
  if (meaning.quantities.length === 0) return [reason("unclear"), unit.why];
  return [unit.why, reason("writeUnit")];
};

const wordsOf = ({ quantities, places, byCode }: TagMeaning): Reason => {
  const isPlaced = places.size > 0;
  if (quantities.length === 0) return isPlaced ? reason("unitOnlyAt", {}, [], places) : reason("unitOnly");
  if (byCode) return reason("code", {}, quantities);
  return isPlaced ? reason("wordsAt", {}, quantities, places) : reason("words", {}, quantities);
};

type RowLimits = Pick<ProposedRow, "normal" | "alarm" | "plausible">;

/** Limits that somebody has set for this machine; what a sensor can measure, a shipped channel knows itself. */
const ordered = ({ normal, alarm }: ListedTag): RowLimits => ({
  ...(normal ? { normal } : {}),
  ...(alarm ? { alarm } : {}),
});

const allLimits = (tag: ListedTag): RowLimits => ({
  ...(tag.euRange ? { normal: tag.euRange } : {}),
  ...ordered(tag),
  ...(tag.range ? { plausible: beyond(tag.range) } : {}),
});

const DIGITS = 6;

const beyond = ({ min, max }: Limits): Limits => {
  if (min === undefined || max === undefined || min >= max) return {};
  const span = max - min;
  const tidy = (value: number): number => Number(value.toPrecision(DIGITS));
  return { min: tidy(min - span * BEYOND.below), max: tidy(max + span * BEYOND.above) };
};
