import assert from "node:assert/strict";
import type { HttpArrival, HttpReply } from "../../../../nodes/kit/world.ts";
import { manualClock } from "../../../support/fake-world.ts";
import { startSource } from "../../../support/live-source.ts";

const TOKEN = "a-token-of-the-plant";
const NOW = Date.UTC(2026, 5, 1);

/** A push source whose store takes each write when it is told to. */
const openPush = () => {
  const clock = manualClock(NOW);
  const writes: (() => void)[] = [];
  const store = { write: () => new Promise<void>((resolve) => void writes.push(resolve)) };
  const source = startSource({ protocol: "push", pushPath: "line1", asset: "m1" }, { store, token: TOKEN, clock });
  const push = (value: number): Promise<HttpReply> => {
    const arrival: HttpArrival = {
      method: "POST",
      rest: "",
      query: new URLSearchParams(),
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
      body: { parsed: { time: NOW - 1000 + value, speed: value } },
    };
    const handle = source.served.get("line1");
    if (!handle) throw new Error("nothing is served");
    return handle(arrival);
  };
  return { clock, writes, source, push };
};

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe("a push with a store", () => {
  it("is answered with 204 only once the store has it", async () => {
    const { clock, writes, source, push } = openPush();
    const replies: number[] = [];
    void push(1).then(({ status }) => replies.push(status));
    await settled();
    clock.advance(1000);
    await settled();
    assert.equal(writes.length, 1);
    assert.deepEqual(replies, []);
    writes[0]?.();
    await settled();
    assert.deepEqual(replies, [204]);
    await source.close();
  });

  it("is told to come again where the store takes too long", async () => {
    const { clock, source, push, writes } = openPush();
    const reply = push(1);
    await settled();
    clock.advance(16_000);
    const { status, headers } = await reply;
    assert.deepEqual([status, headers?.["Retry-After"]], [503, "5"]);
    for (const write of writes) write();
    clock.advance(60_000);
    await settled();
    for (const write of writes) write();
    await source.close();
  });

  it("is told to come again where too many wait", async () => {
    const { clock, source, push, writes } = openPush();
    const waiting = Array.from({ length: 64 }, (_, i) => push(i));
    assert.equal((await push(100)).status, 429);
    await settled();
    clock.advance(1000);
    for (let written = 0; written < writes.length; written++) {
      writes[written]?.();
      await settled();
    }
    assert.ok((await Promise.all(waiting)).every(({ status }) => status === 204));
    await source.close();
  });
});

describe("a push source", () => {
  it("does not start without a token that is long enough", () => {
    assert.throws(() => startSource({ protocol: "push" }, { token: "short" }), /TWIN-SOURCE-006.*token/);
  });
});
