import { TwinError } from "../../models/errors/twin-error.ts";
import { sourceErrors } from "./errors.ts";
import { jsonPointer } from "./json-pointer.ts";
import type { ChannelPlan } from "./plan.ts";
import { readQuality } from "./read-quality.ts";
import type { Source } from "./source.ts";
import { isWaveformJson, readWaveform } from "./waveform-json.ts";

type Json = Readonly<Record<string, unknown>>;

/** What is known of a document from outside of it. */
export interface DocumentOrigin {
  readonly asset: string;
  /** The tag it came under: a topic, or empty. */
  readonly tag: string;
  /** The name of a lone number or waveform that says no name itself. */
  readonly name: string;
  /** Time from outside of the document, used where it has none. */
  readonly time?: unknown;
  readonly again: boolean;
}

/** Reads JSON documents of an MQTT topic or a message into readings; shapes are in the node's help. Never throws. */
export const documentReader = (source: Source) => {
  const { plan, config } = source;
  const envelope = new Set(["time", "ts", "timestamp", "asset", "schema", config.timePointer.split("/")[1] ?? "time"]);
  const timeAt = jsonPointer(config.timePointer);
  const values = new Map(plan.rows.map((row) => [row, jsonPointer(row.row?.pointer ?? "")]));

  /** One value: a number, `{value, time?, quality?}`, or a waveform. */
  const takeValue = (found: ChannelPlan, value: unknown, time: unknown, origin: DocumentOrigin): void => {
    if (!isObject(value)) source.take(found, origin.asset, value, time, undefined, origin.again);
    else if (isWaveformJson(value)) takeSnapshot(found, value, time, origin);
    else {
      const own = value["time"] ?? value["ts"] ?? value["timestamp"] ?? time;
      source.take(found, origin.asset, value["value"], own, readQuality(value["quality"]), origin.again);
    }
  };

  const takeSnapshot = (found: ChannelPlan, value: Json, time: unknown, origin: DocumentOrigin): void => {
    try {
      const waveform = readWaveform(found, value);
      const startTime = waveform.startTime ?? time;
      source.takeWaveform(found, origin.asset, { ...waveform, startTime: startTime as number }, origin.again);
    } catch (thrown) {
      if (!(thrown instanceof TwinError)) throw thrown;
      source.refuse(thrown, { tag: found.tag, asset: origin.asset, time: value["time"] });
    }
  };

  const takeNamed = (name: string, value: unknown, time: unknown, origin: DocumentOrigin): boolean => {
    const found = plan.find(name);
    if (found) takeValue(found, value, time, origin);
    return found !== undefined;
  };

  const unmapped = (tag: string, value: unknown, origin: DocumentOrigin): void =>
    source.refuse(new TwinError(sourceErrors.unmappedTag, { tag }), { tag, asset: origin.asset, value });

  /** `{name: value, ...}`: without rows each name has to be a channel; with rows, only mapped names are meant. */
  const takeObject = (object: Json, time: unknown, origin: DocumentOrigin, skip: ReadonlySet<string>): void => {
    let mapped = 0;
    for (const name in object) {
      if (skip.has(name)) continue;
      if (takeNamed(name, object[name], time, origin)) mapped++;
      else if (plan.rows.length === 0) unmapped(name, object[name], origin);
    }
    if (mapped === 0 && plan.rows.length > 0) unmapped(origin.tag || origin.name || "the message", object, origin);
  };

  return {
    /** By the rows of the tag table, each with its JSON pointer. */
    takeRows(rows: readonly ChannelPlan[], document: unknown, origin: DocumentOrigin): void {
      const time = (isObject(document) ? timeAt(document) : undefined) ?? origin.time;
      for (const row of rows) {
        const value = values.get(row)?.(document);
        if (value === undefined) {
          const reason = `it has nothing at ${row.row?.pointer || "its root"}`;
          source.refuse(new TwinError(sourceErrors.unreadable, { tag: row.tag, reason }), {
            tag: row.tag,
            asset: origin.asset,
          });
        } else takeValue(row, value, time, origin);
      }
    },

    /** By names: a number under the name of its tag, `{time, values: {name: value}}`, `{name: value}` or a waveform. */
    takeNames(document: unknown, origin: DocumentOrigin): void {
      if (!isObject(document)) {
        if (
          !takeNamed(origin.tag, document, origin.time, origin) &&
          !takeNamed(origin.name, document, origin.time, origin)
        ) {
          unmapped(origin.tag || origin.name || "the message", document, origin);
        }
        return;
      }
      const named = typeof document["asset"] === "string" ? { ...origin, asset: document["asset"] } : origin;
      const time = timeAt(document) ?? document["time"] ?? origin.time;
      if (isWaveformJson(document) || ("value" in document && !plan.find("value"))) {
        const name = typeof document["channel"] === "string" ? document["channel"] : origin.name;
        if (!takeNamed(name, document, time, named) && !takeNamed(origin.tag, document, time, named))
          unmapped(name, document, named);
      } else if (isObject(document["values"])) takeObject(document["values"], time, named, NOTHING);
      else takeObject(document, time, named, envelope);
    },
  };
};

const NOTHING: ReadonlySet<string> = new Set();

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
