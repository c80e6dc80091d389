import type { ErrorDetails } from "../../models/errors/twin-error.ts";
import type { DocumentQuery, Range, RangeQuery, StoredDocument } from "../kit/store.ts";
import type { PreviewJob, PreviewResult } from "./preview-job.ts";

/** An error on its way between threads. */
export interface SaidError {
  readonly code: string;
  readonly message: string;
  readonly next: string;
  readonly details: ErrorDetails;
}

/** What the thread of previews asks the store of the live flow. */
export type Question =
  | { readonly range: RangeQuery }
  | { readonly list: DocumentQuery }
  | { readonly get: readonly [collection: string, id: string] };

export interface Found {
  readonly range?: Range;
  readonly documents?: readonly StoredDocument[];
}

/** To the thread of previews: what to do, and what the store has answered. */
export type ToThread =
  | { readonly job: PreviewJob }
  | { readonly answer: number; readonly found: Found }
  | { readonly answer: number; readonly error: SaidError };

/** From it: questions to the store, and what came of the job. */
export type FromThread =
  | { readonly ask: number; readonly question: Question }
  | { readonly result: PreviewResult }
  | { readonly error: SaidError };
