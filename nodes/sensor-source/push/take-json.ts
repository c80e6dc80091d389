import { TwinError } from "../../../models/errors/twin-error.ts";
import { documentReader } from "../document-reader.ts";
import { sourceErrors } from "../errors.ts";
import { readingsReader } from "../readings.ts";
import type { Source } from "../source.ts";

/** Names of a reading, as in an array from the wire. */
const NAMES = ["channel", "tag", "name", "id"];

/**
 * Takes JSON: a document, a reading, or a list of both, by the JSON pointers of the rows where they have any, else by names.
 */
export const jsonReader = (source: Source) => {
  const documents = documentReader(source);
  const readings = readingsReader(source);
  const pointed = source.plan.rows.filter(({ row }) => row?.pointer);
  const origin = { asset: "", tag: "", name: "", again: true };

  const takeOne = (item: unknown): void => {
    if (pointed.length > 0) documents.takeRows(pointed, item, origin);
    else if (isReading(item)) readings.take([item], { topic: "", asset: "", again: true });
    else if (typeof item === "object" && item !== null && !Array.isArray(item)) documents.takeNames(item, origin);
    else {
      const error = new TwinError(sourceErrors.unreadable, { tag: "the push", reason: "it is no object" });
      source.refuse(error, { tag: "", value: item });
    }
  };

  /** @param atItem told the number of each item of a list before it is taken, from 1 */
  return (json: unknown, atItem: (item: number) => void): void => {
    const items: readonly unknown[] = Array.isArray(json) ? json : [json];
    for (const [i, item] of items.entries()) {
      atItem(i + 1);
      takeOne(item);
    }
  };
};

const isReading = (item: unknown): boolean =>
  typeof item === "object" && item !== null && "value" in item && NAMES.some((name) => name in item);
