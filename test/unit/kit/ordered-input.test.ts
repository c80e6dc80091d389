import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { orderedInput } from "../../../nodes/kit/ordered-input.ts";
import type { FlowMessage } from "../../../nodes/kit/world.ts";

const codeOf = (error: Error | undefined): string => (error instanceof TwinError ? error.code : String(error));

const kinds = ["sync", "async", "slow", "throw", "reject", "bad send", "silent"] as const;

const handle = (message: FlowMessage): FlowMessage | Promise<FlowMessage> | null => {
  switch (message["kind"]) {
    case "async":
      return Promise.resolve(message);
    case "slow":
      return wait(Number(message["delayMs"]), message);
    case "throw":
      throw new Error("thrown");
    case "reject":
      return Promise.reject(new Error("rejected"));
    case "silent":
      return null;
    default:
      return message;
  }
};

describe("the ordered input of a node", () => {
  it("calls done exactly once for each message and sends in order, whatever the handler does and whenever it closes", async () => {
    const step = fc.record({ kind: fc.constantFrom(...kinds), delayMs: fc.nat(3), pause: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), fc.option(fc.nat(20)), async (steps, closeAt) => {
        const input = orderedInput(handle, 5);
        const dones = steps.map(() => 0);
        const sent: number[] = [];
        for (const [index, { pause, ...message }] of steps.entries()) {
          if (index === closeAt) void input.close();
          input.push(
            { ...message, index },
            () => {
              sent.push(index);
              if (message.kind === "bad send") throw new Error("the wire is cut");
            },
            () => {
              dones[index] = (dones[index] ?? 0) + 1;
            },
          );
          if (pause) await wait(1);
        }
        await input.close();
        assert.deepEqual(
          dones,
          steps.map(() => 1),
        );
        assert.deepEqual(
          sent,
          [...sent].sort((a, b) => a - b),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("handles a message that arrives while another is sent after that one", () => {
    const order: string[] = [];
    const input = orderedInput((message) => {
      order.push(`handle ${message["n"]}`);
      return message;
    });
    const done = (n: number) => () => void order.push(`done ${n}`);
    input.push({ n: 1 }, () => input.push({ n: 2 }, () => undefined, done(2)), done(1));
    assert.deepEqual(order, ["handle 1", "done 1", "handle 2", "done 2"]);
  });

  it("refuses with TWIN-KIT-005 what its queue can't hold, and keeps the rest", async () => {
    const input = orderedInput((message) => wait(1, message), 3);
    const codes: string[] = [];
    const finished = new Promise<void>((resolve) => {
      for (let n = 1; n <= 6; n++) {
        input.push(
          { n },
          () => undefined,
          (error) => {
            codes.push(`${n} ${error ? codeOf(error) : "ok"}`);
            if (codes.length === 6) resolve();
          },
        );
      }
    });
    await finished;
    assert.deepEqual(codes, ["5 TWIN-KIT-005", "6 TWIN-KIT-005", "1 ok", "2 ok", "3 ok", "4 ok"]);
  });

  it("refuses with TWIN-KIT-007 what waits when it closes, and waits for the one in hand", async () => {
    const input = orderedInput((message) => wait(5, message));
    const ends: string[] = [];
    for (const n of [1, 2])
      input.push(
        { n },
        () => undefined,
        (error) => ends.push(error ? codeOf(error) : `${n} ok`),
      );
    await input.close();
    assert.deepEqual(ends, ["TWIN-KIT-007", "1 ok"]);
  });
});
