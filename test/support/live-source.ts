import { seriesView } from "../../models/telemetry/series-view.ts";
import type { Telemetry } from "../../models/telemetry/telemetry.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { type Clock, systemClock } from "../../nodes/kit/clock.ts";
import { parseConfig } from "../../nodes/kit/parse-config.ts";
import type { TwinStore } from "../../nodes/kit/store.ts";
import type { FlowMessage, Outgoing } from "../../nodes/kit/world.ts";
import { createBehaviour } from "../../nodes/sensor-source/behaviour.ts";
import type { Refused } from "../../nodes/sensor-source/quarantine.ts";
import { schema } from "../../nodes/sensor-source/schema.ts";
import { fakeWorld } from "./fake-world.ts";

export interface SourceOptions {
  readonly assetType?: AssetType;
  readonly store?: Partial<TwinStore>;
  readonly password?: string;
  readonly token?: string;
  /** Default: the folder for temporary files. */
  readonly homeFolder?: string;
  /** Default: the machine's own clock. */
  readonly clock?: Clock;
}

/** What a test's own store does besides what the test says of it. */
const keepsNothing: Partial<TwinStore> = {
  listDocuments: async () => [],
  putDocument: async () => undefined,
};

/** A sensor source at work, outside of Node-RED, and all that came out of it. */
export const startSource = (settings: Readonly<Record<string, unknown>>, options: SourceOptions = {}) => {
  const store = options.store && { ...keepsNothing, ...options.store };
  const resources = { type: options.assetType, store };
  const fake = fakeWorld(
    resources,
    {
      ...(options.password === undefined ? {} : { password: options.password }),
      ...(options.token === undefined ? {} : { token: options.token }),
    },
    options.homeFolder,
  );
  const config = parseConfig(schema, {
    ...settings,
    ...(options.assetType ? { assetType: "type" } : {}),
    ...(options.store ? { store: "store" } : {}),
  });
  const behaviour = createBehaviour(config, { ...fake.world, clock: options.clock ?? systemClock });
  const ports = (port: number): unknown[] =>
    fake.sent.flatMap((out) => (Array.isArray(out) ? [out[port]] : port === 0 ? [out] : [])).filter(Boolean);
  const telemetry = (): Telemetry[] => ports(0).map((message) => (message as FlowMessage).payload as Telemetry);

  return {
    ...fake,
    /** A sensor source answers at once. */
    input: (message: FlowMessage): Outgoing => {
      const out = behaviour.input?.(message);
      if (out instanceof Promise) throw new Error("the source answered with a promise");
      return out;
    },
    telemetry,
    refused: (): Refused[] => ports(1).map((message) => (message as FlowMessage).payload as Refused),
    /** Every sample of a channel, in the order it came out: [time, value, quality]. */
    samples: (channel: string, asset?: string): [number, number, number][] =>
      telemetry().flatMap((message) => {
        const series = message.series?.[channel];
        if (!series || (asset && message.asset !== asset)) return [];
        const { timesMs, values, qualities } = seriesView(series);
        return [...timesMs].map((time, i): [number, number, number] => [
          time,
          values[i] ?? Number.NaN,
          qualities?.[i] ?? 0,
        ]);
      }),
    lastStatus: () => fake.statuses.at(-1),
    close: async () => {
      fake.close();
      await behaviour.close?.(true);
    },
  };
};
