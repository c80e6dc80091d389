import { TwinError } from "../errors/twin-error.ts";
import { unitConverter } from "../telemetry/units.ts";
import type { AssetType, Baseline, Channel } from "../twin/asset-type.ts";
import { checkedRows } from "./checked-rows.ts";
import { scaffoldErrors } from "./errors.ts";
import type { Limits } from "./listed-tag.ts";
import { OWN, type Proposal, type ProposedRow } from "./proposal.ts";
import { measures } from "./source-unit.ts";

/** What the asset-type node takes: the id of a shipped type, or `own` with a definition. */
export interface ChosenType {
  readonly kind: string;
  readonly definition?: AssetType;
}

const STALE_SECONDS = 60;
/** The one component of a machine of which nothing but its tags is known. */
const WHOLE = "machine";

/**
 * The asset type that a proposal asks for: a shipped one as it is, where the rows add nothing to it; else a definition of it with the
 * rows' channels and limits, whose physics stays; else one of the rows alone.
 *
 * @param types shipped types by id
 * @throws TwinError TWIN-SCAFFOLD-004, -005, -007
 */
export const typeOfProposal = (proposal: Proposal, types: Readonly<Record<string, AssetType>>): ChosenType => {
  const base = baseOf(proposal, types);
  const rows = checkedRows(proposal, base);
  if (!base) return { kind: OWN, definition: ownType(proposal.asset, rows) };
  const changed = rows.filter((row) => !(row.channel in base.channels) || row.normal || row.alarm || row.plausible);
  if (changed.length === 0) return { kind: base.id };
  const channels = { ...base.channels };
  for (const row of changed) channels[row.channel] = channelOf(row, base.channels[row.channel]);
  return { kind: OWN, definition: { ...base, channels } };
};

/** The shipped type that a proposal stands on; undefined: none. @throws TwinError TWIN-SCAFFOLD-007 */
export const baseOf = ({ type }: Proposal, types: Readonly<Record<string, AssetType>>): AssetType | undefined => {
  if (type === OWN) return undefined;
  const base = Object.hasOwn(types, type) ? types[type] : undefined;
  if (base) return base;
  throw new TwinError(scaffoldErrors.unknownType, { type, known: Object.keys(types).join(", ") });
};

/** A channel of a row alone, or the shipped one with the row's limits, which are turned into its unit. */
const channelOf = (row: ProposedRow, shipped?: Channel): Channel => {
  const unit = shipped?.unit ?? row.unit;
  const { scale, offset } = unitConverter(row.unit, unit);
  const turned = (limits: Limits | undefined): Limits | undefined =>
    limits && Object.fromEntries(Object.entries(limits).map(([end, value]) => [end, tidy(value * scale + offset)]));
  const [normal, alarm, range] = [turned(row.normal), turned(row.alarm), turned(row.plausible)];
  const about: Channel = shipped ?? {
    label: row.label || row.channel,
    unit,
    kind: "scalar",
    staleAfterSeconds: STALE_SECONDS,
  };
  const plausible =
    range?.min !== undefined && range.max !== undefined ? { min: range.min, max: range.max } : undefined;
  return {
    ...about,
    ...(plausible ? { plausible } : {}),
    ...(normal ? { normal, ...withoutCrossing(about.alarm, alarm, normal) } : {}),
    ...(alarm ? { alarm } : {}),
  };
};

/** A shipped alarm that would lie inside of the row's normal range moves to its end. */
const withoutCrossing = (shipped: Limits | undefined, own: Limits | undefined, normal: Limits): { alarm?: Limits } => {
  if (own || !shipped) return {};
  const min = shipped.min === undefined ? undefined : Math.min(shipped.min, normal.min ?? shipped.min);
  const max = shipped.max === undefined ? undefined : Math.max(shipped.max, normal.max ?? shipped.max);
  return { alarm: { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) } };
};

const DIGITS = 12;

const tidy = (value: number): number => Number(value.toPrecision(DIGITS));

/**
 * A type of which nothing is known but its tags: limits are watched where the list gives them, and what grows with wear (vibration,
 * temperature, current, power, torque) is held to the machine's own first hours. No failure mode: nobody has named one.
 */
const ownType = (asset: string, rows: readonly ProposedRow[]): AssetType => ({
  schema: "twinloom/asset-type@1",
  id: typeId(asset),
  label: asset || "Machine",
  channels: Object.fromEntries(rows.map((row) => [row.channel, { ...channelOf(row), component: WHOLE }])),
  parameters: {},
  components: [{ id: WHOLE, label: "Machine", indicators: [] }],
  failureModes: [],
  baselines: rows
    .filter(growsWithWear)
    .map(({ channel }): Baseline => ({ feature: `${channel}.mean`, component: WHOLE, side: "high" })),
  ...runningOf(rows),
});

const typeId = (asset: string): string => {
  const plain = asset.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const id = plain.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^[^a-z]+|-+$/g, "");
  return id === "" ? "own-machine" : `${id}-type`;
};

const GROWING = ["vibration", "temperature", "current", "power", "torque"] as const;

const growsWithWear = ({ unit }: ProposedRow): boolean => GROWING.some((quantity) => measures(unit, quantity));

/** A shaft that turns at a hundredth of its highest speed, or slower, stands. */
const STANDS = 0.01;

/** The channel that tells that the machine runs, and above which value; none where no row is a speed whose highest is known. */
export const runningOf = (rows: readonly ProposedRow[]): Pick<AssetType, "running"> => {
  const speed = rows.find(
    ({ unit, channel }) => measures(unit, "speed") && /speed|drehzahl|rpm|rotation/i.test(channel),
  );
  const top = speed?.normal?.max ?? speed?.plausible?.max;
  return speed && top !== undefined ? { running: { channel: speed.channel, above: tidy(top * STANDS) } } : {};
};
