import assert from "node:assert/strict";
import { HOUR_MS, START_MS } from "../simulation/life-of.ts";
import { pumpStates, stateOf } from "./pump-states.ts";
import { runner, temporaryStore } from "./runner.ts";

const states = pumpStates(60, { bearingWear: 0.6 });
const WHAT_IF = { asset: "pump-1", scenarios: [{ name: "slower", factors: { speed: 0.9 } }] };

describe("the scenario runner", () => {
  it("goes on after a restart exactly as if it had run through", async () => {
    const [interrupted, whole] = [temporaryStore(), temporaryStore()];
    const first = runner({ store: "store" }, { store: interrupted });
    for (const state of states.slice(0, 30)) await first.send(state);
    await first.stop();
    const second = runner({ store: "store" }, { store: interrupted });
    for (const state of states.slice(30)) await second.send(state);
    const through = runner({ store: "store" }, { store: whole });
    for (const state of states) await through.send(state);
    assert.deepEqual(await second.ask(WHAT_IF), await through.ask(WHAT_IF));
    await interrupted.remove();
    await whole.remove();
  });

  it("answers after kills at any moment as if there had been none", async () => {
    const [killed, whole] = [temporaryStore(), temporaryStore()];
    // Half hours, of which some find the machine standing: an observation is due an hour after the last.
    const course = states.map((state, i) => ({
      ...state,
      time: START_MS + (i * HOUR_MS) / 2,
      operatingState: i % 7 === 5 ? ("stopped" as const) : ("running" as const),
      maintainedAt: i > 40 ? { impeller: START_MS + 20 * HOUR_MS } : {},
    }));
    const through = runner({ store: "store" }, { store: whole });
    for (const state of course) await through.send(state);
    let last = through;
    for (let from = 0, length = 1; from < course.length; from += length, length += 3) {
      last = runner({ store: "store" }, { store: killed });
      for (const state of course.slice(from, from + length)) await last.send(state);
      // The commit under way ends; there is no close.
      await killed.deleteDocument("none", "none");
    }
    assert.deepEqual(await last.ask(WHAT_IF), await through.ask(WHAT_IF));
    const journal = await killed.listDocuments({ collection: "scenario-journal" });
    assert.ok(journal.length <= 2 * 7 * 2, `${journal.length} entries are left`);
    await killed.remove();
    await whole.remove();
  });

  it("starts anew from a kept estimate that can't be read", async () => {
    const store = temporaryStore();
    const body = {
      version: 1,
      estimator: { version: 9, states: [], logWeights: [], keys: [] },
      habit: {},
      maintainedAt: {},
      firstMs: 0,
    };
    await store.putDocument({ collection: "scenario-estimators", id: "pump-1", timeMs: 0, owner: "pump-1", body });
    const { send, ask } = runner({ store: "store" }, { store });
    for (const state of states) await send(state);
    assert.equal((await ask(WHAT_IF)).asset, "pump-1");
    await store.remove();
  });

  it("answers from memory and reports it while the store is away", async () => {
    const store = temporaryStore();
    await store.remove();
    const { send, sent, failures, stop } = runner({ store: "store" }, { store });
    for (const state of states.slice(0, 5)) await send(state);
    assert.ok(failures[0]?.code.startsWith("TWIN-STORE"));
    await send(WHAT_IF);
    await stop();
    assert.equal(sent.length, 1);
  });

  it("takes a component that was maintained as new", async () => {
    const { send, ask } = runner();
    for (const state of states) await send(state);
    const worn = (await ask(WHAT_IF)).asItIs.componentLifeHours["bearing"]?.mean ?? 0;
    const last = states.at(-1) ?? assert.fail();
    await send({ ...last, maintainedAt: { bearing: last.time } });
    const renewed = (await ask(WHAT_IF)).asItIs.componentLifeHours["bearing"]?.mean ?? 0;
    assert.ok(renewed > 1.3 * worn, `${worn} h, then ${renewed} h`);
  });

  it("does not wear a machine that stands still", async () => {
    const lifeAfter = async (operatingState: "stopped" | "running"): Promise<number> => {
      const { send, ask } = runner();
      for (const state of states) await send(state);
      const last = states.at(-1) ?? assert.fail();
      for (let hour = 1; hour <= 150; hour++) {
        await send(stateOf("pump-1", last.time + hour * HOUR_MS, { speed: 2900 }, { operatingState }));
      }
      return (await ask(WHAT_IF)).asItIs.componentLifeHours["bearing"]?.mean ?? 0;
    };
    assert.ok((await lifeAfter("stopped")) - (await lifeAfter("running")) > 75);
  });

  it("counts as it is what the operator does, not only what the plan says", async () => {
    const output = async (speed: number): Promise<number> => {
      const { send, ask } = runner();
      for (const state of pumpStates(48, {}, "pump-1", { speed })) await send(state);
      return (await ask(WHAT_IF)).asItIs.throughput.mean;
    };
    assert.ok((await output(3200)) > 1.05 * (await output(2900)));
  });

  it("says in its status what it waits for and which scenario is best", async () => {
    const { send, ask, statuses } = runner();
    assert.equal(statuses.at(-1)?.text, "no state yet");
    for (const state of states.slice(0, 3)) await send(state);
    assert.equal(statuses.at(-1)?.text, "ready");
    await ask(WHAT_IF);
    assert.equal(statuses.at(-1)?.text, "best: slower");
    assert.ok(statuses.every(({ text }) => text.length < 20));
  });
});
