import { TwinError } from "../../models/errors/twin-error.ts";
import type { Calibration } from "../../models/telemetry/sensor-doubt.ts";
import { unitConverter } from "../../models/telemetry/units.ts";
import type { AssetType, Channel } from "../../models/twin/asset-type.ts";
import { calibrationOf } from "./calibration-of.ts";
import { sourceErrors } from "./errors.ts";
import { isSafeName } from "./is-safe-name.ts";
import { readStates } from "./read-states.ts";
import type { SourceConfig, TagRow } from "./schema.ts";

/** What becomes of one tag: channel value = raw x scale + offset, in `unit`, its calibration in it; bad outside of `min` to `max`. */
export interface ChannelPlan {
  /** Position of its column in a batch. */
  readonly index: number;
  readonly tag: string;
  /** Empty: the message or the node names the asset. */
  readonly asset: string;
  readonly channel: string;
  readonly unit: string;
  readonly sourceUnit: string;
  readonly scale: number;
  readonly offset: number;
  readonly min: number;
  readonly max: number;
  readonly kind: Channel["kind"];
  /** Whole numbers only. */
  readonly integer: boolean;
  /** Numbers of the texts that the tag may send. */
  readonly states: ReadonlyMap<string, number> | undefined;
  readonly calibration: Calibration | undefined;
  readonly row: TagRow | undefined;
}

export interface Plan {
  /** The rows of the tag table; empty: names are taken as channels. */
  readonly rows: readonly ChannelPlan[];
  /** The first row with that tag or, where there are no rows, the channel of that name. */
  find(tag: string): ChannelPlan | undefined;
}

/** Without an asset type and rows, names are unbounded; a source that invents names must not fill the memory. */
const MAX_NAMES = 1000;

/**
 * Works out at deploy what becomes of each tag.
 *
 * @throws TwinError TWIN-SOURCE-001 to -003: unknown channel, mapped twice, unit that can't be converted
 */
export const makePlan = (config: SourceConfig, assetType: AssetType | undefined): Plan => {
  const rows = config.tags.map((row, i) => planRow(row, i, assetType));
  refuseTwice(rows);
  const byTag = new Map<string, ChannelPlan>();
  for (const row of rows) if (!byTag.has(row.tag)) byTag.set(row.tag, row);
  if (rows.length > 0) return { rows, find: (tag) => byTag.get(tag) };
  if (assetType) {
    Object.entries(assetType.channels).forEach(([name, channel], i) => {
      byTag.set(name, planChannel(i, name, name, channel, undefined));
    });
    return { rows, find: (tag) => byTag.get(tag) };
  }
  return { rows, find: (tag) => byTag.get(tag) ?? inventName(byTag, tag) };
};

const planRow = (row: TagRow, index: number, assetType: AssetType | undefined): ChannelPlan => {
  const channel = assetType ? channelOf(row, index, assetType) : unknownChannel(row);
  try {
    return planChannel(index, row.tag || row.channel, row.channel, channel, row);
  } catch (thrown) {
    if (!(thrown instanceof TwinError) || thrown.code === sourceErrors.missingAddress.code) throw thrown;
    const details = { row: index + 1, tag: row.tag || row.channel, reason: thrown.message };
    throw new TwinError(sourceErrors.unitMismatch, details, thrown);
  }
};

const planChannel = (
  index: number,
  tag: string,
  name: string,
  channel: Channel,
  row: TagRow | undefined,
): ChannelPlan => {
  const sourceUnit = row?.unit || channel.unit;
  const convert = unitConverter(sourceUnit, channel.unit);
  const calibration = calibrationOf(row);
  const { gain, offset } = calibration ?? { gain: 1, offset: 0 };
  return {
    index,
    tag,
    asset: row?.asset ?? "",
    channel: name,
    unit: channel.unit,
    sourceUnit,
    scale: (row?.scale ?? 1) * gain * convert.scale,
    offset: ((row?.offset ?? 0) * gain + offset) * convert.scale + convert.offset,
    min: channel.plausible?.min ?? Number.NEGATIVE_INFINITY,
    max: channel.plausible?.max ?? Number.POSITIVE_INFINITY,
    kind: channel.kind,
    integer: channel.integer ?? false,
    states: statesOf(row, index),
    calibration,
    row,
  };
};

const statesOf = (row: TagRow | undefined, index: number): ReadonlyMap<string, number> | undefined => {
  const states = readStates(row?.states ?? "");
  if (states !== "wrong") return states;
  const details = { row: index + 1, channel: row?.channel ?? "", column: "states" };
  throw new TwinError(sourceErrors.missingAddress, details);
};

const channelOf = (row: TagRow, index: number, assetType: AssetType): Channel => {
  const channel = Object.hasOwn(assetType.channels, row.channel) ? assetType.channels[row.channel] : undefined;
  if (channel) return channel;
  const known = Object.keys(assetType.channels).join(", ");
  throw new TwinError(sourceErrors.unknownChannel, { row: index + 1, channel: row.channel, type: assetType.id, known });
};

/** Without an asset type the source's unit is the channel's, and both kinds of data are taken. */
const unknownChannel = (row: TagRow | undefined, label = ""): Channel => ({
  label: row?.channel ?? label,
  unit: row?.unit || "1",
  kind: "scalar",
});

const inventName = (byTag: Map<string, ChannelPlan>, tag: string): ChannelPlan | undefined => {
  if (byTag.size >= MAX_NAMES || tag === "" || !isSafeName(tag)) return undefined;
  const plan = planChannel(byTag.size, tag, tag, unknownChannel(undefined, tag), undefined);
  byTag.set(tag, plan);
  return plan;
};

const refuseTwice = (rows: readonly ChannelPlan[]): void => {
  const seen = new Map<string, number>();
  rows.forEach(({ asset, channel, row }, i) => {
    // The same channel of several machines may come under topics that name the machine.
    const key = [asset, channel, asset ? "" : row?.tag, row?.pointer].join("\n");
    const first = seen.get(key);
    if (first !== undefined) {
      const details = { first: first + 1, row: i + 1, channel, asset: asset || "the node's asset" };
      throw new TwinError(sourceErrors.duplicateTag, details);
    }
    seen.set(key, i);
  });
};
