import { TwinError } from "../../models/errors/twin-error.ts";

/** One point of the store: a measurement, low-cardinality tags, fields and a data time. Same keys and time overwrite. */
export interface Point {
  readonly measurement: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, number | string | boolean>>;
  readonly timeMs: number;
  /** Names of the number fields that are integers (of `telemetry`, where the channel says so); InfluxDB keeps them as such. */
  readonly integers?: readonly string[];
}

export type Aggregate = "mean" | "min" | "max" | "last" | "count";

/** Numbers of one field over [fromMs, toMs), in time order; with `everyMs`, one aggregate per bucket (its start time). */
export interface RangeQuery {
  readonly measurement: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly field: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly everyMs?: number;
  readonly aggregate?: Aggregate;
  readonly limit?: number;
}

/** Buckets that are a multiple of this wide are answered from roll-ups, without reading every sample. */
export const ROLL_UP_MS = 600_000;

export interface Range {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

/** Newest fields of one series (one set of tags) of a measurement. */
export interface LatestRow {
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, number | string | boolean>>;
  readonly timeMs: number;
}

/** A JSON document kept whole: twin states, forecasts, work orders. Same collection and id replace. */
export interface StoredDocument {
  readonly collection: string;
  readonly id: string;
  /** Data time, for listing by range. */
  readonly timeMs: number;
  /** Asset or other owner, for listing by it; empty where there is none. */
  readonly owner: string;
  readonly body: unknown;
}

export interface DocumentQuery {
  readonly collection: string;
  readonly owner?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
  /** Newest first; default 1,000. */
  readonly limit?: number;
  /** Without the bodies, which are null then: to count large documents, or to read them one after another. */
  readonly heads?: boolean;
}

/** What waits for a remote server, and how fast it gets less. */
export interface OutboxProgress {
  readonly points: number;
  readonly bytes: number;
  /** Since the oldest was taken, by this machine's clock; undefined where nothing waits or its time is not known. */
  readonly oldestAgeMs: number | undefined;
  /** What the server has taken of late. */
  readonly sentPerSecond: number;
  /** Until nothing waits, if all goes on as of late; undefined where it does not get less. */
  readonly endsInMs: number | undefined;
  /** Points that were overwritten by newer ones since the store was opened. */
  readonly dropped: number;
}

export interface StoreHealth {
  readonly state: "ok" | "behind" | "full" | "away";
  /** Points accepted and not yet at the remote server. */
  readonly backlog: number;
  readonly quarantined: number;
  readonly reason: string;
  /** Only of a store on a server. */
  readonly outbox?: OutboxProgress;
}

/**
 * What every driver does. A promise of `write` or `putDocument` that has resolved means: durable here (embedded: committed;
 * remote: in the outbox), also after `kill -9`. All methods reject with a TwinError and never throw synchronously.
 */
export interface TwinStore {
  /** Whether waveforms are to stay here once their features are stored. */
  readonly keepsWaveforms?: boolean;
  write(points: readonly Point[]): Promise<void>;
  range(query: RangeQuery): Promise<Range>;
  latest(measurement: string, tags: Readonly<Record<string, string>>): Promise<readonly LatestRow[]>;
  putDocument(document: StoredDocument): Promise<void>;
  getDocument(collection: string, id: string): Promise<StoredDocument | undefined>;
  listDocuments(query: DocumentQuery): Promise<readonly StoredDocument[]>;
  deleteDocument(collection: string, id: string): Promise<void>;
  health(): StoreHealth;
  close(): Promise<void>;
}

/** Invalid point, time or value, another kind of value than the field has; invalid document. */
const REFUSALS: ReadonlySet<string> = new Set(["006", "007", "008", "009", "011"].map((n) => `TWIN-STORE-${n}`));

/** Whether the data is at fault, so that writing the same again cannot help. */
export const isRefusedForGood = (thrown: unknown): thrown is TwinError =>
  thrown instanceof TwinError && REFUSALS.has(thrown.code);
