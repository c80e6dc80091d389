import type { ErrorDetails } from "../../models/errors/twin-error.ts";
import type { Range, RangeQuery } from "../kit/store.ts";
import type { PreviewJob, PreviewResult } from "./preview-job.ts";

/** An error on its way between threads. */
export interface SaidError {
  readonly code: string;
  readonly message: string;
  readonly next: string;
  readonly details: ErrorDetails;
}

/** To the thread of previews: what to do, and what the store has answered. */
export type ToThread =
  | { readonly job: PreviewJob }
  | { readonly answer: number; readonly range: Range }
  | { readonly answer: number; readonly error: SaidError };

/** From it: questions to the store, and what came of the job. */
export type FromThread =
  | { readonly ask: number; readonly query: RangeQuery }
  | { readonly result: PreviewResult }
  | { readonly error: SaidError };
