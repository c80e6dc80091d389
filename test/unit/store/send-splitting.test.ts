import assert from "node:assert/strict";
import fc from "fast-check";
import type { Point } from "../../../nodes/kit/store.ts";
import { resultOfFailure } from "../../../nodes/store/outbox/refusal.ts";
import type { SendResult } from "../../../nodes/store/outbox/remote.ts";
import { sendSplitting } from "../../../nodes/store/outbox/send-splitting.ts";

const points = (good: readonly boolean[]): Point[] =>
  good.map((isGood, i) => ({ measurement: isGood ? "good" : "bad", tags: {}, fields: { i }, timeMs: i }));

/** A server that keeps the good points of a batch and drops the bad ones, as InfluxDB does. */
const pickyServer = () => {
  const kept = new Map<number, number>();
  let order = 0;
  let requests = 0;
  return {
    kept,
    requests: () => requests,
    send: async (batch: readonly Point[]): Promise<SendResult> => {
      requests += 1;
      const bad = batch.filter(({ measurement }) => measurement === "bad").length;
      for (const { measurement, timeMs } of batch) if (measurement === "good") kept.set(timeMs, order++);
      return bad > 0 ? resultOfFailure(400, `partial write: dropped=${bad}`, batch.length) : { kind: "taken" };
    },
  };
};

describe("sending a batch of which the server refuses a part", () => {
  it("delivers every good point and refuses exactly the bad ones, whatever their places", () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 200 }), async (good) => {
        const server = pickyServer();
        const outcome = await sendSplitting(points(good), server.send);
        assert.equal(outcome.kind, "sent");
        const refused = outcome.kind === "sent" ? outcome.refused.map(({ point }) => point.timeMs) : [];
        const badPlaces = good.flatMap((isGood, i) => (isGood ? [] : [i]));
        assert.deepEqual(refused, badPlaces);
        assert.equal(server.kept.size, good.length - badPlaces.length);
      }),
      { numRuns: 100 },
    ));

  it("leaves the points in their order, so that a later one never loses to an earlier one", async () => {
    const server = pickyServer();
    await sendSplitting(points([true, true, false, true, true, false, true]), server.send);
    const byTime = [...server.kept].sort(([a], [b]) => a - b).map(([, order]) => order);
    assert.deepEqual(
      byTime,
      [...byTime].sort((a, b) => a - b),
    );
  });

  it("finds one bad point among thousands in a few requests", async () => {
    const server = pickyServer();
    await sendSplitting(points(Array.from({ length: 4096 }, (_, i) => i !== 1234)), server.send);
    assert.ok(server.requests() <= 25, `${server.requests()} requests`);
  });

  it("asks once where the server says that it dropped all of them", async () => {
    const server = pickyServer();
    await sendSplitting(points(Array.from({ length: 1000 }, () => false)), server.send);
    assert.equal(server.requests(), 1);
  });

  it("gives up the whole batch when the server goes away, to be sent again", async () => {
    const answers: SendResult[] = [
      { kind: "refused", reason: "bad", all: false },
      { kind: "taken" },
      { kind: "away", reason: "gone" },
    ];
    const outcome = await sendSplitting(points([true, false]), async () => answers.shift() ?? { kind: "taken" });
    assert.deepEqual(outcome, { kind: "away", reason: "gone" });
  });

  it("blames the data for 400, 413 and 422 only", () => {
    for (const status of [400, 413, 422]) assert.equal(resultOfFailure(status, "", 1).kind, "refused");
    for (const status of [0, 401, 403, 404, 408, 429, 500, 503])
      assert.equal(resultOfFailure(status, "", 1).kind, "away");
  });
});
