import { channelNamed } from "../telemetry/channel-named.ts";
import type { Channel } from "../twin/asset-type.ts";
import { isNumeric } from "./is-numeric.ts";
import type { ListedTag } from "./listed-tag.ts";
import { isQuantity, type Quantity } from "./quantity.ts";
import { shortName } from "./short-name.ts";
import type { SourceUnit } from "./source-unit.ts";
import { isConvertible } from "./source-unit.ts";
import type { TagMeaning } from "./tag-meaning.ts";
import { meaningsIn } from "./vocabulary.ts";

/** A tag with what could be read of it. */
export interface ReadTag {
  readonly tag: ListedTag;
  readonly meaning: TagMeaning;
  readonly unit: SourceUnit;
}

/** Words of a channel that say nothing of where it is measured: every machine has one motor and one shaft. */
const SAID_ANYWAY = new Set(["motor", "pump", "fan", "spindle", "extruder", "air"]);
/** A temperature of the motor is not one of the bearing. */
const TELLING_MOTOR: ReadonlySet<Quantity> = new Set(["temperature", "vibration"]);

const SCORE = { named: 1, worded: 0.95, coded: 0.7, byUnit: 0.6 } as const;
/** What is left of a score where the tag says another place, none, or one more. */
const LEFT = { other: 0.25, none: 0.6, more: 0.93 } as const;

/** How well a tag fits a channel, 0 to 1: by name, by what it measures and where, never against its unit. */
export const channelFit = ({ tag, meaning, unit }: ReadTag, name: string, channel: Channel): number => {
  if (meaning.isSetpoint || !isNumeric(tag)) return 0;
  if (unit.unit !== "" && !isConvertible(unit.unit, channel.unit)) return 0;
  const said = channelNamed(shortName(tag.name ?? tag.tag));
  if (said.toLowerCase() === name.toLowerCase()) return SCORE.named;
  const wanted = meaningsIn(`${name} ${channel.label}`);
  const quantities = [...wanted].filter(isQuantity);
  const agrees = quantities.some((one) => meaning.quantities.includes(one));
  if (!agrees && (meaning.quantities.length > 0 || unit.confidence < MOST_SURE)) return 0;
  const base = !agrees ? SCORE.byUnit : meaning.byCode ? SCORE.coded : SCORE.worded;
  return base * placeShare(wanted, meaning);
};

const MOST_SURE = 0.9;

const placeShare = (wanted: ReadonlySet<string>, { places, quantities }: TagMeaning): number => {
  const telling = (place: string): boolean =>
    !SAID_ANYWAY.has(place) || (place === "motor" && quantities.some((one) => TELLING_MOTOR.has(one)));
  const there = [...wanted].filter((one) => !isQuantity(one) && telling(one));
  const said = [...places].filter(telling);
  const extra = LEFT.more ** said.filter((place) => !there.includes(place)).length;
  if (there.length === 0) return extra;
  const shared = there.filter((place) => said.includes(place)).length / there.length;
  const without = said.some((place) => !there.includes(place)) ? LEFT.other : LEFT.none;
  return (shared + (1 - shared) * without) * (shared > 0 ? extra : 1);
};
