import { TwinError } from "../../../../models/errors/twin-error.ts";
import { unitConverter } from "../../../../models/telemetry/units.ts";
import { unitsNamed } from "../../../../models/telemetry/units-named.ts";
import type { ChannelPlan } from "../../plan.ts";
import type { Source } from "../../source.ts";
import type { Metric } from "./decode-metric.ts";
import { sparkplugErrors } from "./errors.ts";
import { isNumeric } from "./metric-value.ts";
import type { SparkplugTopic } from "./sparkplug-topic.ts";

/** What becomes of a metric. */
export interface Binding {
  readonly plan: ChannelPlan;
  readonly asset: string;
  /** Why its values can't be used. */
  readonly fault?: TwinError;
}

/** The session's own metrics are no measurements (sections 5.17 and 6.4.7). */
const CONTROL = /^(bdSeq$|(Node|Device) (Control|Info)\/)/;

/**
 * Finds out at a birth which channel a metric is, and holds its unit (the property `engUnit`) against the channel's: a number
 * in a unit that can't be converted is refused, not taken for another.
 */
export const metricBinder = (source: Source) => {
  const { plan, config } = source;

  const find = (topic: SparkplugTopic, { name = "", datatype }: Metric): ChannelPlan | undefined => {
    if (CONTROL.test(name)) return undefined;
    // Without rows a name is taken for a channel: a text is none that anyone has asked for.
    if (plan.rows.length === 0) return isNumeric(datatype) ? plan.find(name) : undefined;
    const { group, node, device } = topic;
    return plan.find([group, node, ...(device ? [device] : []), name].join("/")) ?? plan.find(name);
  };

  const assetOf = ({ node, device }: SparkplugTopic): string => {
    if (config.asset) return "";
    if (config.sparkplugAsset === "node" || device === "") return node;
    return config.sparkplugAsset === "device" ? device : `${node}/${device}`;
  };

  const tell = (plan: ChannelPlan, error: TwinError): void => source.trouble(error, `${error.code} ${plan.tag}`);

  return (topic: SparkplugTopic, metric: Metric): Binding | undefined => {
    const found = find(topic, metric);
    if (!found) return undefined;
    const asset = assetOf(topic);
    const unit = metric.properties?.get("engUnit");
    if (typeof unit !== "string" || unit.trim() === "") return { plan: found, asset };
    const codes = unitsNamed(unit);
    // What the engineer has set counts more than what the edge node says.
    if (found.row?.unit) return { plan: found, asset };
    if (codes.length === 0) {
      tell(found, new TwinError(sparkplugErrors.unknownUnit, { tag: found.tag, unit, taken: found.sourceUnit }));
      return { plan: found, asset };
    }
    if (!config.assetType) return { plan: { ...found, unit: codes[0] ?? "1", sourceUnit: codes[0] ?? "1" }, asset };
    const converted = inUnit(found, codes);
    if (!(converted instanceof Error)) return { plan: converted, asset };
    const details = { tag: found.tag, unit, reason: converted.message };
    const fault = new TwinError(sparkplugErrors.wrongUnit, details, converted);
    tell(found, fault);
    return { plan: found, asset, fault };
  };
};

/** The plan for values in the first of these units that can be converted to the channel's, else the reason why none can. */
const inUnit = (plan: ChannelPlan, codes: readonly string[]): ChannelPlan | TwinError => {
  let reason = new TwinError(sparkplugErrors.unknownUnit, { tag: plan.tag, unit: "", taken: plan.unit });
  for (const sourceUnit of codes) {
    try {
      const { scale, offset } = unitConverter(sourceUnit, plan.unit);
      const row = { scale: plan.row?.scale ?? 1, offset: plan.row?.offset ?? 0 };
      return { ...plan, sourceUnit, scale: row.scale * scale, offset: row.offset * scale + offset };
    } catch (thrown) {
      if (!(thrown instanceof TwinError)) throw thrown;
      reason = thrown;
    }
  }
  return reason;
};
