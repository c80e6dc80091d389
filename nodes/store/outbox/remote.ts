import type { Aggregate, LatestRow, Point, Range } from "../../kit/store.ts";
import type { CheckedQuery } from "../check-query.ts";
import type { BadLine } from "../line-protocol/bad-lines.ts";
import type { RollUp } from "../remote-roll-ups/roll-up.ts";

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

/** What a server is asked: sums, too, of which means over several parts are made. */
export type RemoteQuery = Omit<CheckedQuery, "aggregate"> & { readonly aggregate: Aggregate | "sum" };

/** A time-series server behind the outbox. Sending the same points twice must leave the same as sending them once. */
export interface Remote {
  /** For messages; without a secret. */
  readonly url: string;
  /** Server and database: what was found out about one place says nothing about another. */
  readonly place: string;
  /** Makes the database ready; asked again before the next points after each time the server was away. */
  prepare(): Promise<SendResult>;
  send(points: readonly Point[]): Promise<SendResult>;
  /** @throws TwinError TWIN-STORE-013, -014 */
  range(query: RemoteQuery): Promise<Range>;
  /** @throws TwinError TWIN-STORE-013, -014 */
  latest(measurement: string, tags: Readonly<Record<string, string>>): Promise<readonly LatestRow[]>;
  /**
   * Reckons roll-ups from the samples of `telemetry` of all series that have these tags, in whole ten minutes of [fromMs, toMs).
   *
   * @param field `value` unless said otherwise
   *
   * @throws TwinError TWIN-STORE-013, -014
   */
  rollUps(
    tags: Readonly<Record<string, string>>,
    fromMs: number,
    toMs: number,
    field?: string,
  ): Promise<readonly RollUp[]>;
}
