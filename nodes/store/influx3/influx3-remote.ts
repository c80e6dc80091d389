import { TwinError } from "../../../models/errors/twin-error.ts";
import { storeErrors } from "../errors.ts";
import { latestQueries, type Quoting, rangeQuery, rollUpsQuery } from "../influxql/influxql.ts";
import { readLatest, readRange, readRollUps, type StatementResult } from "../influxql/read-answer.ts";
import { networkReason, postLines, serverReason } from "../line-protocol/post-lines.ts";
import type { Remote } from "../outbox/remote.ts";
import { withIntegers } from "../outbox/with-integers.ts";

export interface Influx3Options {
  readonly url: string;
  readonly database: string;
  /** Empty where the server asks for none. */
  readonly token: string;
  /** Where points wait; for messages. */
  readonly file: string;
}

const TIMEOUT_MS = 15_000;

const quoting: Quoting = {
  quoted: (name) => `"${name.replace(/["\\]/g, "\\$&")}"`,
  stringLit: (value) => `'${value.replace(/['\\]/g, "\\$&")}'`,
};

/**
 * InfluxDB 3, by its compatible interfaces: writes as of version 2 (`/api/v2/write`, where a bucket is a database), reads as of
 * version 1 (`/query` with InfluxQL). The server makes the database with the first write, and its retention is the server's.
 *
 * @see https://docs.influxdata.com/influxdb3/core/write-data/http-api/compatibility-apis/
 * @see https://docs.influxdata.com/influxdb3/core/query-data/execute-queries/influxdb-v1-api/
 */
export const influx3Remote = ({ url, database, token, file }: Influx3Options): Remote => {
  const authorization = token ? `Token ${token}` : "";
  const address = (path: string, query: Readonly<Record<string, string>>): URL =>
    new URL(`${url.replace(/\/$/, "")}${path}?${new URLSearchParams(query)}`);

  const ask = async (statement: string): Promise<StatementResult> => {
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(address("/query", { db: database, epoch: "ms", q: statement }), {
        headers: { accept: "application/json", ...(authorization ? { authorization } : {}) },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      text = await answer.text();
    } catch (thrown) {
      const reason = networkReason(thrown);
      throw new TwinError(storeErrors.away, { url, file, reason, status: "store away" }, thrown);
    }
    if (answer.ok) return firstResult(text, url);
    const reason = serverReason(text);
    if (isNothingThere(answer.status, reason)) return {};
    const atFault = answer.status === 400 || answer.status === 403 || answer.status === 404 || answer.status === 422;
    throw atFault
      ? new TwinError(storeErrors.queryRefused, { url, reason })
      : new TwinError(storeErrors.away, { url, file, reason, status: "store away" });
  };

  return withIntegers({
    url,
    place: `${url.replace(/\/$/, "")} ${database}`,
    prepare: async () => ({ kind: "taken" }),
    send: (points) => postLines(address("/api/v2/write", { bucket: database, precision: "ms" }), authorization, points),
    range: async (query) => readRange(await ask(rangeQuery(query, "", quoting))),
    latest: async (measurement, tags) => {
      const [values, times] = latestQueries(measurement, tags, "", quoting);
      return readLatest(await ask(values), await ask(times));
    },
    rollUps: async (tags, fromMs, toMs, field) =>
      readRollUps(await ask(rollUpsQuery(tags, fromMs, toMs, "", quoting, field))),
  });
};

const firstResult = (text: string, url: string): StatementResult => {
  let result: StatementResult | undefined;
  try {
    result = JSON.parse(text).results?.[0];
  } catch (cause) {
    throw new TwinError(storeErrors.queryRefused, { url, reason: "it answered with something else than JSON" }, cause);
  }
  if (result?.error) throw new TwinError(storeErrors.queryRefused, { url, reason: result.error });
  return result ?? {};
};

/** Before the first write there is no database and no table yet: nothing is stored, which is no error. */
const isNothingThere = (status: number, reason: string): boolean =>
  (status === 404 || status === 400) && /(database|table).* not found|(database|table).* does not exist/i.test(reason);
