import { unitConverter } from "../telemetry/units.ts";
import type { AssetType, Channel, Component, FailureMode } from "../twin/asset-type.ts";
import { machines } from "./machines.ts";
import { slug } from "./node-ids.ts";
import { numberOf, rowsOf, textOf } from "./read-values.ts";
import type { Row, Template, Values } from "./template.ts";
import { wearsByLaw } from "./wear-channels.ts";
import { withWearLaw } from "./with-wear-law.ts";

/** The component of a row that names none. */
const WHOLE = "machine";
/** ISO 14224 Annex B: "other", where only the plant knows what the fault is. */
const OTHER_MODE = "OTH";

/**
 * The asset type of a template's machine: the shipped one with the limits of the rows, or one that is made of the rows.
 *
 * @param values checked parameters; where the machine wears by the general law, with its channels (`withWearChannels`)
 */
export const assetTypeOf = (template: Template, values: Values): AssetType => {
  const rows = rowsOf(values, "tags");
  const { type } = machines[template.machine];
  if (type) return withLimits(type, rows);
  const own = ownType(values, rows);
  return wearsByLaw(template) ? withWearLaw(own, values) : own;
};

const withLimits = (type: AssetType, rows: readonly Row[]): AssetType => {
  const channels = { ...type.channels };
  for (const row of rows) {
    const name = textOf(row, "channel");
    const channel = channels[name];
    if (channel) channels[name] = { ...channel, ...limitsOf(row, channel) };
  }
  return { ...type, channels };
};

/** The limits of a row in the unit of its channel. A side that the row leaves out stays as the type has it. */
const limitsOf = (row: Row, channel: Channel): Partial<Channel> => {
  const { scale, offset } = unitConverter(textOf(row, "unit"), channel.unit);
  const range = (kept: Channel["normal"], below: string, above: string) => {
    const [low, high] = [numberOf(row, below), numberOf(row, above)];
    const min = low === undefined ? kept?.min : low * scale + offset;
    const max = high === undefined ? kept?.max : high * scale + offset;
    return min === undefined && max === undefined
      ? undefined
      : { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  };
  const normal = range(channel.normal, "warnBelow", "warnAbove");
  const alarm = range(channel.alarm, "alarmBelow", "alarmAbove");
  return { ...(normal ? { normal } : {}), ...(alarm ? { alarm } : {}) };
};

const componentOf = (row: Row): string => textOf(row, "component") || WHOLE;

const ownType = (values: Values, rows: readonly Row[]): AssetType => {
  const ids = [...new Set(rows.map(componentOf))];
  const running = textOf(values, "runningChannel");
  return {
    schema: "twinloom/asset-type@1",
    id: `own-${slug(textOf(values, "asset")) || WHOLE}`,
    label: textOf(values, "machine"),
    channels: Object.fromEntries(rows.map((row) => [textOf(row, "channel"), ownChannel(row)])),
    parameters: {},
    components: ids.map((id) => componentNamed(id, rows)),
    failureModes: failureModes(rows),
    ...(running ? { running: { channel: running, above: numberOf(values, "runningAbove") ?? 0 } } : {}),
  };
};

const ownChannel = (row: Row): Channel => {
  const unit = textOf(row, "unit");
  const bare: Channel = { label: textOf(row, "label") || textOf(row, "channel"), unit, kind: "scalar" };
  const [min, max] = [numberOf(row, "lowest"), numberOf(row, "highest")];
  return {
    ...bare,
    component: componentOf(row),
    ...(min === undefined || max === undefined ? {} : { plausible: { min, max } }),
    ...limitsOf(row, bare),
  };
};

/** `frontBearing` as people read it. */
const readable = (id: string): string => {
  const words = id.replaceAll(/([A-Z])/g, " $1").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const componentNamed = (id: string, rows: readonly Row[]): Component => ({
  id,
  label: readable(id),
  indicators: rows
    .filter((row) => componentOf(row) === id)
    .flatMap((row) => {
      const healthy = numberOf(row, "healthy");
      const limits = [numberOf(row, "alarmBelow"), numberOf(row, "alarmAbove")];
      const feature = `${textOf(row, "channel")}.mean`;
      return limits.flatMap((failed) =>
        healthy === undefined || failed === undefined ? [] : [{ feature, healthy, failed }],
      );
    }),
});

/** One for each fault that the rows name: of its component, the first one leads. */
const failureModes = (rows: readonly Row[]): FailureMode[] => {
  const named = new Map<string, FailureMode>();
  for (const row of rows) {
    const label = textOf(row, "fault");
    const component = componentOf(row);
    const key = `${component}\n${label}`;
    if (label === "" || named.has(key)) continue;
    named.set(key, { id: `fault${named.size + 1}`, label, component, iso14224Mode: OTHER_MODE });
  }
  return [...named.values()];
};
