import type { BadRow } from "./bad-row.ts";
import type { Words } from "./expand.ts";

/** Sends messages to the input of a row's source; their `$words` are expanded in the flow. */
export type SendInput = (row: BadRow, messages: unknown, words: Words) => Promise<void>;

/** How the rows of one protocol are given, and their good readings: against a real server where the protocol has one. */
export interface Driver {
  /** Settings of a row's source, besides the row's own. */
  settings(row: BadRow): Readonly<Record<string, unknown>>;
  /** Makes the good reading `words.value` of `words.time`. */
  good(row: BadRow, words: Words, send: SendInput): Promise<void>;
  /** Gives what the row gives. */
  give(row: BadRow, words: Words, send: SendInput): Promise<void>;
  stop(): Promise<void>;
}
