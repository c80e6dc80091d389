import { TwinError } from "../../models/errors/twin-error.ts";
import { QUALITY } from "../../models/telemetry/quality.ts";
import { sourceErrors } from "./errors.ts";
import type { ChannelPlan } from "./plan.ts";
import { readQuality } from "./read-quality.ts";
import type { Source } from "./source.ts";

/** One reading of an array; the first name of each kind that is there counts. */
interface Reading {
  readonly channel?: unknown;
  readonly tag?: unknown;
  readonly name?: unknown;
  readonly id?: unknown;
  readonly asset?: unknown;
  readonly value?: unknown;
  readonly time?: unknown;
  readonly ts?: unknown;
  readonly timestamp?: unknown;
  readonly quality?: unknown;
}

/** What is known of the array from outside of it. */
export interface ReadingsOrigin {
  readonly topic: unknown;
  readonly asset: string;
  readonly again: boolean;
}

/**
 * Takes arrays of readings `{channel | tag | name | id, value, time | ts | timestamp, asset?, quality?}`, many a message: the
 * fastest way in. An `id` beside another name is the asset's.
 */
export const readingsReader = (source: Source) => {
  const { plan } = source;
  let lastName: unknown;
  let lastPlan: ChannelPlan | undefined;

  /** Readings of one channel mostly come in a row. */
  const find = (name: unknown): ChannelPlan | undefined => {
    if (name === lastName && lastPlan) return lastPlan;
    const found = typeof name === "string" ? plan.find(name) : undefined;
    lastName = name;
    lastPlan = found;
    return found;
  };

  return {
    /** @returns why the array is not one of readings, or undefined */
    take(payload: readonly unknown[], origin: ReadingsOrigin): string | undefined {
      const { topic, again } = origin;
      for (let i = 0; i < payload.length; i++) {
        const reading = payload[i];
        if (typeof reading !== "object" || reading === null) return `entry ${i} is not an object`;
        const { channel, tag, name, id, asset, value, time, ts, timestamp, quality }: Reading = reading;
        const named = channel ?? tag ?? name;
        const what = named ?? (find(id) ? id : topic);
        const found = find(what);
        if (!found) {
          const unmapped = typeof what === "string" ? what : `entry ${i}`;
          source.refuse(new TwinError(sourceErrors.unmappedTag, { tag: unmapped }), { tag: unmapped, value: reading });
          continue;
        }
        const owner = asset ?? (what === id ? undefined : id);
        const known = typeof owner === "string" ? owner : origin.asset;
        const said = quality === undefined ? QUALITY.good : readQuality(quality);
        source.take(found, known, value, time ?? ts ?? timestamp, said, again);
      }
      return payload.length === 0 ? "it is an empty array" : undefined;
    },
  };
};
