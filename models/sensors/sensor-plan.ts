import { physicsModels } from "../assets/index.ts";
import type { PhysicsModel } from "../simulation/physics-model.ts";
import type { AssetType, Channel } from "../twin/asset-type.ts";
import type { SensorSettings } from "./sensor-settings.ts";

/** A channel that is watched. */
export interface WatchedChannel {
  readonly name: string;
  readonly channel: Channel;
  readonly sensor: SensorSettings;
}

/** What of a kind of machine is watched, and how. */
export interface SensorPlan {
  readonly channels: ReadonlyMap<string, WatchedChannel>;
  readonly running: AssetType["running"];
  readonly model: PhysicsModel | undefined;
  /** Channels that the physics is asked about. */
  readonly asked: readonly string[];
  /** Names of channels that measure the same, two at least. */
  readonly groups: readonly (readonly string[])[];
}

/** The plan of an asset type; only scalar channels are watched. */
export const sensorPlan = (type: AssetType): SensorPlan => {
  const watched = Object.entries(type.channels).flatMap(([name, channel]): [string, WatchedChannel][] =>
    channel.kind === "scalar" ? [[name, { name, channel, sensor: channel.sensor ?? {} }]] : [],
  );
  const channels = new Map(watched);
  const model = type.physics === undefined ? undefined : physicsModels[type.physics];
  const all = [...channels.values()];
  const asked = model
    ? all.filter(({ sensor }) => sensor.fromPhysics && sensor.driftAbove !== undefined).map(({ name }) => name)
    : [];
  const groups = Map.groupBy(
    all.filter(({ sensor }) => sensor.redundantGroup !== undefined && sensor.driftAbove !== undefined),
    ({ sensor }) => sensor.redundantGroup,
  );
  return {
    channels,
    running: type.running,
    model,
    asked,
    groups: [...groups.values()].map((group) => group.map(({ name }) => name)).filter(({ length }) => length > 1),
  };
};
