import type { MonitoringParametersOptions } from "node-opcua-client";
import type { ChannelPlan } from "../plan.ts";
import type { SourceConfig } from "../schema.ts";
import type { Library } from "./library.ts";

/** Tags that are asked for in one request: they share their parameters. */
export interface ItemGroup {
  readonly members: readonly ChannelPlan[];
  readonly parameters: MonitoringParametersOptions;
}

/**
 * The tags in requests of at most `most` items, those with the same deadband together (OPC UA Part 8, 7.2: absolute in the raw value's
 * unit, or percent of the range that the server knows).
 */
export const itemGroups = (
  library: Library,
  config: SourceConfig,
  plans: readonly ChannelPlan[],
  most: number,
): readonly ItemGroup[] => {
  const byDeadband = Map.groupBy(plans, ({ row }) => row?.deadband ?? 0);
  return [...byDeadband].flatMap(([deadband, alike]) => {
    const parameters = parametersOf(library, config, deadband);
    const requests = Math.ceil(alike.length / most);
    return Array.from({ length: requests }, (_, i) => ({ members: alike.slice(i * most, (i + 1) * most), parameters }));
  });
};

const parametersOf = (
  { DataChangeFilter, DataChangeTrigger, DeadbandType }: Library,
  config: SourceConfig,
  deadbandValue: number,
): MonitoringParametersOptions => {
  const { opcuaSamplingMs: samplingInterval, opcuaQueueSize: queueSize, opcuaDeadband } = config;
  const deadbandType = opcuaDeadband === "percent" ? DeadbandType.Percent : DeadbandType.Absolute;
  const trigger = DataChangeTrigger.StatusValue;
  const filter = deadbandValue > 0 ? new DataChangeFilter({ trigger, deadbandType, deadbandValue }) : undefined;
  return { samplingInterval, queueSize, discardOldest: true, ...(filter ? { filter } : {}) };
};
