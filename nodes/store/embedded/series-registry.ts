import type { DatabaseSync } from "node:sqlite";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { checkKey, checkNames, type FieldValue } from "../check-point.ts";
import { storeErrors } from "../errors.ts";

export type FieldKind = "number" | "string" | "boolean";

/** One field of one set of tags: what samples refer to by a small integer. */
export interface Series {
  /** 0 until the transaction that makes it. */
  id: number;
  readonly group: SeriesGroup;
  readonly field: string;
  readonly kind: FieldKind;
  /** Its newest number was an integer by its channel's word; only an export and a server tell the two apart. */
  isInteger: boolean;
}

/** All fields of one set of tags of a measurement. */
export interface SeriesGroup {
  readonly measurement: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The tags as canonical JSON, sorted by key. */
  readonly tagsText: string;
  readonly fields: Map<string, Series>;
}

/** Kind of a number that is an integer, in the file; what does not know it takes it for a number. */
const INTEGER = "integer";

/** Knows every series of the file, so that a sample is written with one map look-up and names are checked only once. */
export const seriesRegistry = (db: DatabaseSync) => {
  const insert = db.prepare(
    `INSERT INTO series (measurement, tags, field, kind) VALUES (?, ?, ?, ?)
     ON CONFLICT (measurement, tags, field) DO UPDATE SET kind = kind RETURNING id`,
  );
  const setKind = db.prepare("UPDATE series SET kind = ? WHERE id = ?");
  const byCaller = new Map<string, SeriesGroup>();
  const byName = new Map<string, SeriesGroup>();
  const byMeasurement = new Map<string, SeriesGroup[]>();
  let unsaved: Series[] = [];
  let changed: Series[] = [];

  const groupNamed = (measurement: string, tagsText: string): SeriesGroup => {
    const name = `${measurement}\n${tagsText}`;
    const known = byName.get(name);
    if (known) return known;
    const group = { measurement, tagsText, tags: Object.freeze(JSON.parse(tagsText)), fields: new Map() };
    byName.set(name, group);
    const siblings = byMeasurement.get(measurement);
    if (siblings) siblings.push(group);
    else byMeasurement.set(measurement, [group]);
    return group;
  };

  for (const row of db.prepare("SELECT id, measurement, tags, field, kind FROM series").all()) {
    const group = groupNamed(String(row["measurement"]), String(row["tags"]));
    const field = String(row["field"]);
    const isInteger = row["kind"] === INTEGER;
    group.fields.set(field, { id: Number(row["id"]), group, field, kind: kindNamed(row["kind"]), isInteger });
  }

  return {
    /** The series of these tags, whatever the order of their keys. @throws TwinError TWIN-STORE-006 */
    group: (measurement: string, tags: Readonly<Record<string, string>>): SeriesGroup => {
      let key = measurement;
      for (const tag in tags) key += `\0${tag}\0${tags[tag]}`;
      const known = byCaller.get(key);
      if (known) return known;
      checkNames(measurement, tags);
      const sorted = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
      const group = groupNamed(measurement, JSON.stringify(Object.fromEntries(sorted)));
      byCaller.set(key, group);
      return group;
    },

    /**
     * The series of a field. A new one takes the kind of its first value and is added to `made`.
     *
     * @throws TwinError TWIN-STORE-006, -009
     */
    series: (group: SeriesGroup, field: string, value: FieldValue, made: Series[]): Series => {
      const kind = typeof value as FieldKind;
      const known = group.fields.get(field);
      if (known) {
        if (known.kind === kind) return known;
        const { measurement } = group;
        throw new TwinError(storeErrors.kindConflict, { measurement, field, kept: known.kind, given: kind });
      }
      checkKey(group.measurement, "field", field);
      const series: Series = { id: 0, group, field, kind, isInteger: false };
      group.fields.set(field, series);
      made.push(series);
      return series;
    },

    /** Takes back series that were made for a write that was refused. */
    forget: (made: readonly Series[]): void => {
      for (const { group, field } of made) group.fields.delete(field);
    },

    /** Gives a new series its id, within the open transaction. */
    save: (series: Series): void => {
      const { group, field, kind } = series;
      series.id = Number(insert.get(group.measurement, group.tagsText, field, kind)?.["id"]);
      unsaved.push(series);
    },
    /** Within the open transaction, of a number that has an id. */
    setInteger: (series: Series, isInteger: boolean): void => {
      if (series.isInteger === isInteger) return;
      series.isInteger = isInteger;
      changed.push(series);
      setKind.run(isInteger ? INTEGER : series.kind, series.id);
    },
    /** A series that was made in a transaction which was not kept has no id again. */
    ended: (kept: boolean): void => {
      if (!kept) {
        for (const series of unsaved) series.id = 0;
        for (const series of changed) series.isInteger = !series.isInteger;
      }
      unsaved = [];
      changed = [];
    },

    /** Groups of a measurement that have all these tags, whatever others they have. */
    matching: (measurement: string, tags: Readonly<Record<string, string>>): readonly SeriesGroup[] => {
      const wanted = Object.entries(tags);
      return (byMeasurement.get(measurement) ?? []).filter((group) =>
        wanted.every(([tag, value]) => group.tags[tag] === value),
      );
    },
    all: (): readonly Series[] => [...byName.values()].flatMap((group) => [...group.fields.values()]),
  };
};

export type SeriesRegistry = ReturnType<typeof seriesRegistry>;

const kindNamed = (kind: unknown): FieldKind => (kind === "string" || kind === "boolean" ? kind : "number");
