import assert from "node:assert/strict";
import fc from "fast-check";
import { decide, decideRollback } from "../../../models/registry/decide.ts";
import { findModel } from "../../../models/registry/find-model.ts";
import { isModelEvent, MODEL_ACTIONS, type ModelEvent, subjectOf } from "../../../models/registry/model-event.ts";
import { championOf, registryOf, shadowsOf } from "../../../models/registry/registry.ts";
import { eventOf, hashOf, subject } from "./model-events.ts";

const NAMES = ["a", "b", "c", "d"];
const key = subjectOf(subject);
const anyEvents = fc
  .array(
    fc.record({
      time: fc.integer({ min: 0, max: 40 }),
      action: fc.constantFrom(...MODEL_ACTIONS),
      name: fc.constantFrom(...NAMES),
    }),
  )
  .map((list) => list.map(({ time, action, name }, i) => eventOf(time, action, name, `${i}`)));

const statesOf = (events: readonly ModelEvent[]): Record<string, string> => {
  const models = registryOf(events).get(key)?.models.values() ?? [];
  return Object.fromEntries([...models].map(({ hash, state }) => [Buffer.from(hash, "hex").toString()[0], state]));
};
const decision = (time: number) => ({ id: `${time}`, time, by: "ann", reason: "a test" });
const passed = { passed: true, reason: "", confirmedLives: 3, heldOutLives: 0 };

describe("the registry of models", () => {
  it("never has two champions, and never loses its champion, whatever the lines of the trail are", () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let hadOne = false;
        const inOrder = events.toSorted((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
        for (let i = 1; i <= inOrder.length; i++) {
          const champions = Object.values(statesOf(inOrder.slice(0, i))).filter((state) => state === "champion");
          assert.equal(champions.length, hadOne ? 1 : champions.length);
          assert.ok(champions.length <= 1);
          hadOne ||= champions.length === 1;
        }
      }),
    );
  });

  it("is the same in whatever order the lines are read", () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        assert.deepEqual(statesOf(events.toReversed()), statesOf(events));
      }),
    );
  });

  it("lets no model be champion that was not a shadow, came with Twinloom or had reigned", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...MODEL_ACTIONS), fc.constantFrom(...NAMES))), (wishes) => {
        const events: ModelEvent[] = [];
        for (const [i, [action, name]] of wishes.entries()) {
          const registry = registryOf(events);
          const before = statesOf(events);
          try {
            const version = { hash: hashOf(name), ...subject };
            const event =
              action === "rollback"
                ? decideRollback(registry, key, decision(i))
                : decide(registry, action, version, decision(i), { verdict: passed });
            assert.ok(isModelEvent(JSON.parse(JSON.stringify(event))));
            events.push(event);
            assert.equal(statesOf(events)[Buffer.from(event.hash, "hex").toString()[0] ?? ""], event.to);
            if (action === "promote") assert.equal(before[name], "shadow");
            if (action === "retire") assert.notEqual(before[name], "champion");
          } catch (error) {
            assert.match(String(error), /TWIN-MODEL-00[35]/);
            assert.deepEqual(statesOf(events), before);
          }
        }
      }),
    );
  });

  it("goes back to the champion before, and once more to the one before that, and then no further", () => {
    const events = [
      eventOf(1, "install", "a"),
      ...["b", "c"].flatMap((name, i) => [
        eventOf(10 * i + 2, "register", name),
        eventOf(10 * i + 3, "shadow", name),
        eventOf(10 * i + 4, "promote", name),
      ]),
    ];
    const wentBackTo: string[] = [];
    for (let time = 50; time < 52; time++) {
      const event = decideRollback(registryOf(events), key, decision(time));
      wentBackTo.push(event.hash);
      events.push(event);
    }
    assert.deepEqual(wentBackTo, [hashOf("b"), hashOf("a")]);
    assert.deepEqual(statesOf(events), { a: "champion", b: "retired", c: "retired" });
    assert.throws(() => decideRollback(registryOf(events), key, decision(60)), /TWIN-MODEL-005/);
  });

  it("promotes none that the gate is against, and says why; the first champion needs no gate", () => {
    const first = [eventOf(1, "register", "a"), eventOf(2, "shadow", "a")];
    const toA = decide(registryOf(first), "promote", { hash: hashOf("a"), ...subject }, decision(3));
    const events = [...first, toA, eventOf(4, "register", "b"), eventOf(5, "shadow", "b")];
    const promote = (verdict?: typeof passed) =>
      decide(registryOf(events), "promote", { hash: hashOf("b"), ...subject }, decision(6), verdict ? { verdict } : {});
    assert.throws(() => promote(), /TWIN-MODEL-004: .* it was not scored/);
    assert.throws(
      () => promote({ ...passed, passed: false, reason: "1 of 3 lives" }),
      /TWIN-MODEL-004: .* 1 of 3 lives/,
    );
    assert.equal(promote(passed).displaced, hashOf("a"));
    assert.equal(championOf(registryOf([...events, promote(passed)]).get(key))?.hash, hashOf("b"));
  });

  it("takes no change without a name and a reason", () => {
    const act = (by: string, reason: string) =>
      decide(new Map(), "register", { hash: hashOf("a"), ...subject }, { id: "1", time: 1, by, reason });
    assert.throws(() => act(" ", "why"), /TWIN-MODEL-008/);
    assert.throws(() => act("ann", ""), /TWIN-MODEL-009/);
  });

  it("finds a model by the beginning of its hash, and none by one that fits several", () => {
    const registry = registryOf([
      eventOf(1, "install", "ax"),
      eventOf(2, "register", "ay"),
      eventOf(3, "shadow", "ay"),
    ]);
    assert.equal(findModel(registry, hashOf("ay").slice(0, 6)).state, "shadow");
    assert.throws(() => findModel(registry, hashOf("a").slice(0, 2)), /TWIN-MODEL-002/);
    assert.throws(() => findModel(registry, "ff"), /TWIN-MODEL-001/);
    assert.deepEqual(
      shadowsOf(registry.get(key)).map(({ hash }) => hash),
      [hashOf("ay")],
    );
  });
});
