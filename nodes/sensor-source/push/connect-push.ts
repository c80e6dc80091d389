import { TwinError } from "../../../models/errors/twin-error.ts";
import type { HttpArrival, HttpReply } from "../../kit/world.ts";
import { sourceErrors } from "../errors.ts";
import { payloadMapping } from "../mqtt/payload-mapping.ts";
import type { Connect } from "../source.ts";
import { pushReader } from "./push-reader.ts";
import { isRefused, replyOf } from "./push-reply.ts";
import { readBody } from "./read-body.ts";
import { tokenGuard } from "./token-guard.ts";

const SHORTEST_TOKEN = 16;
/** Requests that wait for the store at once; a sender that gets 429 comes again. */
const MOST_WAITING = 64;
/** A store that takes longer counts as away: the sender (Telegraf waits 5 s) comes again, and what it sent twice is one sample. */
const WRITTEN_WITHIN_MS = 4000;

/**
 * Takes readings that others send by HTTP POST to `/twinloom/push/PATH`: JSON, or line protocol as InfluxDB 1 and 2 take it. Answers
 * 204 once the readings are in the store, where there is one.
 *
 * @throws TwinError TWIN-SOURCE-006 without a token, or where another node has the path
 */
export const connectPush: Connect = (source) => {
  const { config, world } = source;
  const { pushPath, pushExpression, pushMaxKb } = config;
  const wrong = (field: string, reason: string) => new TwinError(sourceErrors.badSetting, { field, reason });
  const token = world.credentials["token"] ?? "";
  if (token.length < SHORTEST_TOKEN) throw wrong("token", `it has less than ${SHORTEST_TOKEN} characters`);
  const isAllowed = tokenGuard(token);
  const mapping = pushExpression ? payloadMapping(pushExpression, "pushExpression") : undefined;
  const read = pushReader(source, mapping);
  let waiting = 0;

  const written = (): Promise<boolean> =>
    new Promise((resolve) => {
      const stop = world.clock.schedule(WRITTEN_WITHIN_MS, () => resolve(false));
      source.whenWritten(() => {
        stop();
        resolve(true);
      });
    });

  const take = async (arrival: HttpArrival): Promise<HttpReply> => {
    const body = await readBody(arrival, pushMaxKb * 1024);
    if ("refused" in body) {
      source.refuse(bodyError(body.refused, pushMaxKb * 1024), { tag: "the push" });
      return replyOf(body.refused);
    }
    const problems = await read(body, arrival);
    if (isRefused(problems)) return replyOf(400, [problems]);
    if (!(await written())) return replyOf(503);
    return problems.length > 0 ? replyOf(400, problems) : replyOf(204);
  };

  const handle = async (arrival: HttpArrival): Promise<HttpReply> => {
    if (!isAllowed(arrival.headers["authorization"])) {
      source.trouble(new TwinError(sourceErrors.noToken, { path: pushPath }));
      return replyOf(401);
    }
    if (arrival.method !== "POST") return replyOf(405);
    if (waiting >= MOST_WAITING) return replyOf(429);
    waiting++;
    try {
      return await take(arrival);
    } finally {
      waiting--;
    }
  };

  const stop = world.serve(pushPath, handle);
  if (!stop) throw wrong("pushPath", `another node has ${pushPath}`);
  mapping?.catch((thrown: unknown) => {
    source.link("failed", "wrong expression");
    if (thrown instanceof TwinError) source.trouble(thrown);
  });
  return { close: stop };
};

const bodyError = (status: 400 | 413 | 415, limit: number): TwinError => {
  const tag = "the push";
  if (status === 413) return new TwinError(sourceErrors.tooLarge, { tag, bytes: `more than ${limit}`, limit });
  const reason =
    status === 400 ? "it is not packed by gzip" : "its Content-Type or Content-Encoding is none that is read";
  return new TwinError(sourceErrors.unreadable, { tag, reason });
};
