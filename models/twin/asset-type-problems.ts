import { isUnit } from "../telemetry/units.ts";
import type { AssetType, Baseline, Channel } from "./asset-type.ts";

/** One thing that is wrong in an asset type: where (JSON pointer) and why. */
export interface AssetTypeProblem {
  readonly path: string;
  readonly reason: string;
}

/** What no schema can see: names that point at nothing, limits the wrong way round, units that are none. */
export const assetTypeProblems = (type: AssetType): readonly AssetTypeProblem[] => [
  ...twice(type.components, "/components"),
  ...twice(type.failureModes, "/failureModes"),
  ...Object.entries(type.channels).flatMap(([name, channel]) => channelProblems(type, name, channel)),
  ...type.components.flatMap((component, at) =>
    component.indicators.flatMap((indicator, i) =>
      indicatorProblems(type, indicator, `/components/${at}/indicators/${i}`),
    ),
  ),
  ...type.failureModes.flatMap((mode, at) => unknownComponent(type, mode.component, `/failureModes/${at}/component`)),
  ...(type.bearings ?? []).flatMap((bearing, at) => [
    ...unknownComponent(type, bearing.component, `/bearings/${at}/component`),
    ...unknownChannel(type, bearing.waveformChannel, "waveform", `/bearings/${at}/waveformChannel`),
    ...unknownChannel(type, bearing.speedChannel, "scalar", `/bearings/${at}/speedChannel`),
  ]),
  ...(type.baselines ?? []).flatMap((baseline, at) => baselineProblems(type, baseline, at)),
  ...(type.running ? unknownChannel(type, type.running.channel, "scalar", "/running/channel") : []),
];

const channelProblems = (type: AssetType, name: string, channel: Channel): AssetTypeProblem[] => {
  const path = `/channels/${name}`;
  const problems =
    channel.component === undefined ? [] : unknownComponent(type, channel.component, `${path}/component`);
  if (!isUnit(channel.unit)) problems.push({ path: `${path}/unit`, reason: `${channel.unit} is not a UCUM unit` });
  for (const key of ["plausible", "normal", "alarm"] as const) {
    const { min, max } = channel[key] ?? {};
    if (min !== undefined && max !== undefined && min >= max) {
      problems.push({ path: `${path}/${key}`, reason: `min ${min} is not below max ${max}` });
    }
  }
  if (channel.integer && channel.kind !== "scalar") {
    problems.push({ path: `${path}/integer`, reason: "a waveform has no integers" });
  }
  const { normal, alarm } = channel;
  if (alarm?.min !== undefined && alarm.min > (normal?.min ?? alarm.min)) {
    problems.push({ path: `${path}/alarm`, reason: `min ${alarm.min} lies inside normal` });
  }
  if (alarm?.max !== undefined && alarm.max < (normal?.max ?? alarm.max)) {
    problems.push({ path: `${path}/alarm`, reason: `max ${alarm.max} lies inside normal` });
  }
  return problems;
};

const indicatorProblems = (
  type: AssetType,
  { feature, healthy, failed }: { feature: string; healthy: number; failed: number },
  path: string,
): AssetTypeProblem[] => {
  const [channel = ""] = feature.split(".");
  return [
    ...(channel in type.channels ? [] : [{ path: `${path}/feature`, reason: `there is no channel ${channel}` }]),
    ...(healthy === failed ? [{ path, reason: "healthy and failed are the same value" }] : []),
  ];
};

const baselineProblems = (type: AssetType, { feature, component, side }: Baseline, at: number): AssetTypeProblem[] => {
  const path = `/baselines/${at}`;
  const [channel = ""] = feature.split(".");
  const first = type.baselines?.findIndex(
    (one) => one.feature === feature && (one.side ?? "high") === (side ?? "high"),
  );
  return [
    ...(channel in type.channels ? [] : [{ path: `${path}/feature`, reason: `there is no channel ${channel}` }]),
    ...(feature.includes(".")
      ? []
      : [{ path: `${path}/feature`, reason: `${feature} is no feature, such as ${feature}.mean` }]),
    ...(component === undefined ? [] : unknownComponent(type, component, `${path}/component`)),
    ...(first === at ? [] : [{ path: `${path}/feature`, reason: `${feature} has that baseline twice` }]),
  ];
};

const twice = (list: readonly { readonly id: string }[], path: string): AssetTypeProblem[] =>
  list.flatMap(({ id }, at) =>
    list.findIndex((one) => one.id === id) < at ? [{ path: `${path}/${at}/id`, reason: `${id} is there twice` }] : [],
  );

const unknownComponent = (type: AssetType, id: string, path: string): AssetTypeProblem[] =>
  type.components.some((component) => component.id === id) ? [] : [{ path, reason: `there is no component ${id}` }];

const unknownChannel = (type: AssetType, name: string, kind: Channel["kind"], path: string): AssetTypeProblem[] => {
  const channel = type.channels[name];
  if (!channel) return [{ path, reason: `there is no channel ${name}` }];
  return channel.kind === kind ? [] : [{ path, reason: `channel ${name} is no ${kind}` }];
};
