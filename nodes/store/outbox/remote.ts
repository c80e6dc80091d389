import type { LatestRow, Point, Range } from "../../kit/store.ts";
import type { CheckedQuery } from "../check-query.ts";
import type { BadLine } from "../line-protocol/bad-lines.ts";

/** What became of points that were sent. */
export type SendResult =
  | { readonly kind: "taken" }
  /** The data is at fault, and sending it again cannot help; `all` if the server says so of every point. */
  | {
      readonly kind: "refused";
      readonly reason: string;
      readonly all: boolean;
      /** Where the server names them: exactly these were refused, and it has taken the others. */
      readonly bad?: readonly BadLine[];
    }
  /** The server or the sign-in is at fault: try the same again later. */
  | { readonly kind: "away"; readonly reason: string; readonly retryAfterMs?: number };

/** A time-series server behind the outbox. Sending the same points twice must leave the same as sending them once. */
export interface Remote {
  /** For messages; without a secret. */
  readonly url: string;
  /** Makes the database ready; asked again before the next points after each time the server was away. */
  prepare(): Promise<SendResult>;
  send(points: readonly Point[]): Promise<SendResult>;
  /** @throws TwinError TWIN-STORE-013, -014 */
  range(query: CheckedQuery): Promise<Range>;
  /** @throws TwinError TWIN-STORE-013, -014 */
  latest(measurement: string, tags: Readonly<Record<string, string>>): Promise<readonly LatestRow[]>;
}
