import type { IResponse } from "influx";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { storeErrors } from "../errors.ts";
import { latestQueries, rangeQuery, rollUpsQuery } from "../influxql/influxql.ts";
import { readLatest, readRange, readRollUps } from "../influxql/read-answer.ts";
import { postLines } from "../line-protocol/post-lines.ts";
import { resultOfFailure } from "../outbox/refusal.ts";
import type { Remote, SendResult } from "../outbox/remote.ts";
import { withIntegers } from "../outbox/with-integers.ts";
import { answered, connect, failureOf, type Influx1, type Influx1Options } from "./influx1-client.ts";
import { ensurePolicy } from "./influx1-policy.ts";

/**
 * InfluxDB 1.x. Queries and the making of database and retention policy go by the npm library `influx`; writes do not, because it
 * cannot compress them.
 */
export const influx1Remote = (options: Influx1Options): Remote => {
  const { url, database, user, password, file } = options;
  const base = url.replace(/\/$/, "");
  const authorization = user ? `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` : "";
  let connected: Promise<Influx1> | undefined;
  let policy: Promise<string> | undefined;
  const influx = (): Promise<Influx1> => {
    connected ??= connect(options);
    return connected;
  };
  const policyName = async (): Promise<string> => {
    policy ??= ensurePolicy(await influx(), options);
    return policy;
  };

  const attempt = async (count: number, action: () => Promise<unknown>): Promise<SendResult> => {
    try {
      await action();
      return { kind: "taken" };
    } catch (thrown) {
      const { status, reason } = failureOf(thrown);
      return resultOfFailure(status, reason, count);
    }
  };

  const ask = async (
    queries: (policy: string, influx: Influx1) => readonly string[],
  ): Promise<IResponse["results"]> => {
    try {
      const { client, quoting } = await influx();
      const all = queries(await policyName(), { client, quoting });
      const answer: IResponse = await answered(() => client.queryRaw([...all], { database, precision: "ms" }));
      const refused = answer.results.find(({ error }) => error)?.error;
      if (refused) throw new TwinError(storeErrors.queryRefused, { url, reason: refused });
      return answer.results;
    } catch (thrown) {
      policy = undefined;
      if (thrown instanceof TwinError) throw thrown;
      const { status, reason } = failureOf(thrown);
      throw status === 400 || status === 403 || status === 404
        ? new TwinError(storeErrors.queryRefused, { url, reason }, thrown)
        : new TwinError(storeErrors.away, { url, file, reason, status: "store away" }, thrown);
    }
  };

  return withIntegers({
    url,
    place: `${base} ${database}`,
    prepare: () => {
      policy = undefined;
      return attempt(0, policyName);
    },

    send: async (points) => {
      let retentionPolicy = "";
      const prepared = await attempt(0, async () => {
        retentionPolicy = await policyName();
      });
      if (prepared.kind !== "taken") return prepared;
      const query = { db: database, precision: "ms", ...(retentionPolicy && { rp: retentionPolicy }) };
      return postLines(new URL(`${base}/write?${new URLSearchParams(query)}`), authorization, points);
    },

    range: async (query) => {
      const [result] = await ask((name, { quoting }) => [rangeQuery(query, name, quoting)]);
      return readRange(result);
    },

    latest: async (measurement, tags) => {
      const [values, times] = await ask((name, { quoting }) => latestQueries(measurement, tags, name, quoting));
      return readLatest(values, times);
    },

    rollUps: async (tags, fromMs, toMs, field) => {
      const [result] = await ask((name, { quoting }) => [rollUpsQuery(tags, fromMs, toMs, name, quoting, field)]);
      return readRollUps(result);
    },
  });
};
