import type { WordOrder } from "../register-types.ts";

/** What a row of the tags reads now, as the edit dialog shows it. */
export interface ReadRow {
  /** The registers in hexadecimal, or the bit; empty where it could not be read. */
  readonly raw: string;
  /** Raw × scale + offset, in the row's unit, under each order; one where the order makes no difference. */
  readonly values: readonly { readonly order: WordOrder; readonly value: string; readonly chosen: boolean }[];
  /** Why it could not be read; empty where it was. */
  readonly reason: string;
}
