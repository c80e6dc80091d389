import assert from "node:assert/strict";
import { recentMessages } from "../../../nodes/kit/recent-messages.ts";

const payloads = (recent: ReturnType<typeof recentMessages>) => recent.list().map(({ message }) => message.payload);

describe("the last messages of a node", () => {
  it("are so many at most, the newest ones, oldest first", () => {
    const recent = recentMessages(3, () => 1e6);
    for (let i = 0; i < 10; i++) recent.keep({ payload: i }, i);
    assert.deepEqual(payloads(recent), [7, 8, 9]);
    assert.deepEqual(
      recent.list().map(({ atMs }) => atMs),
      [7, 8, 9],
    );
  });

  it("hold no more bytes than they may, and none that is larger than all may be", () => {
    const recent = recentMessages(50, () => 10_000);
    recent.keep({ payload: "first" }, 0);
    recent.keep({ payload: Buffer.alloc(20_000) }, 1);
    assert.deepEqual(payloads(recent), ["first"]);
    for (let i = 0; i < 5; i++) recent.keep({ payload: Buffer.alloc(4000, i) }, i);
    assert.deepEqual(
      payloads(recent).map((buffer) => (buffer as Buffer)[0]),
      [3, 4],
    );
  });

  it("count the samples of telemetry, and keep the message itself, not a copy", () => {
    const recent = recentMessages(50, () => 20_000);
    const telemetry = (n: number) => ({
      payload: { series: { speed: { n } }, waveforms: [{ samples: Buffer.alloc(n) }] },
    });
    const [small, large] = [telemetry(100), telemetry(2000)];
    recent.keep(small, 0);
    recent.keep(large, 1);
    assert.equal(recent.list().length, 1);
    assert.equal(recent.list()[0]?.message, small);
  });

  it("do not hold the connection of a request that waits for its answer", () => {
    const recent = recentMessages(50, () => 1e6);
    recent.keep({ topic: "t", payload: 1, res: {}, req: {} }, 0);
    assert.deepEqual(recent.list()[0]?.message, { topic: "t", payload: 1 });
  });
});
