import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { orderedInput } from "../../../nodes/kit/ordered-input.ts";
import type { FlowMessage, Together } from "../../../nodes/kit/world.ts";

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

  it("hands over together what waits, each key once, and does and sends it in the order of arrival", async () => {
    const step = fc.record({ kind: fc.constantFrom(...kinds), delayMs: fc.nat(2), key: fc.nat(4) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const together: Together = {
          most: 4,
          waiting: 100,
          keyOf: (message) => message["key"],
          handle: (messages) => {
            assert.ok(messages.length <= 4);
            assert.equal(new Set(messages.map(({ key }) => key)).size, messages.length);
            return Promise.allSettled(messages.map(async (message) => handle(message)));
          },
        };
        const input = orderedInput(handle, together.waiting, together);
        const ends: string[] = [];
        const sent: number[] = [];
        for (const [index, message] of steps.entries()) {
          const send = (): void => {
            sent.push(index);
            if (message.kind === "bad send") throw new Error("the wire is cut");
          };
          input.push({ ...message }, send, (error) => ends.push(`${index} ${error ? error.message : "ok"}`));
        }
        while (ends.length < steps.length) await wait(1);
        const reasons: Partial<Record<string, RegExp>> = { throw: /thrown/, reject: /rejected/, "bad send": /is cut/ };
        for (const [index, { kind }] of steps.entries()) {
          assert.match(ends[index] ?? "", new RegExp(`^${index} `));
          assert.match(ends[index] ?? "", reasons[kind] ?? /ok$/);
        }
        const silent = ["throw", "reject", "silent"];
        assert.deepEqual(
          sent,
          [...steps.keys()].filter((index) => !silent.includes(steps[index]?.kind ?? "")),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("fails each message of a handful whose handler fails as a whole, and goes on", async () => {
    const handle = (): Promise<never> => Promise.reject(new Error("all of them"));
    const together: Together = { most: 10, waiting: 10, keyOf: ({ n }) => n, handle };
    const input = orderedInput((message) => wait(1, message), 10, together);
    const ends: string[] = [];
    await new Promise<void>((resolve) => {
      for (const n of [1, 2, 3]) {
        input.push(
          { n },
          () => undefined,
          (error) => {
            ends.push(error ? codeOf(error) : `${n} ok`);
            if (ends.length === 3) resolve();
          },
        );
      }
    });
    await wait(1);
    input.push(
      { n: 4 },
      () => ends.push("4 sent"),
      () => ends.push("4 ok"),
    );
    await input.close();
    assert.deepEqual(ends, ["1 ok", "TWIN-KIT-006", "TWIN-KIT-006", "4 sent", "4 ok"]);
  });
});
