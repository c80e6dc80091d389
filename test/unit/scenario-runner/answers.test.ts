import assert from "node:assert/strict";
import { Ajv } from "ajv";
import { centrifugalPump } from "../../../models/assets/centrifugal-pump/model.ts";
import { ScenarioResult } from "../../../models/simulation/scenario-result.ts";
import { physicsHash } from "../../../nodes/kit/physics-hash.ts";
import type { FlowMessage } from "../../../nodes/kit/world.ts";
import { pumpStates } from "./pump-states.ts";
import { runner, temporaryStore } from "./runner.ts";

const states = pumpStates(48, { bearingWear: 0.5 });
const WHAT_IF = {
  asset: "pump-1",
  scenarios: [
    { name: "faster", factors: { speed: 1.15 } },
    { name: "half open", values: { valveOpening: 50 } },
    { name: "new bearing in a day", maintenanceAfterHours: 24, maintainComponent: "bearing" },
  ],
};

/** A runner that has seen two days of the pump. */
const watching = async (settings: object = {}, resources: Readonly<Record<string, unknown>> = {}) => {
  const made = runner(settings, resources);
  for (const state of states) await made.send(state);
  return made;
};

describe("the scenario runner's answers", () => {
  it("are one ranked scenario@1 that its schema allows", async () => {
    const { ask } = await watching();
    const result = await ask(WHAT_IF);
    assert.ok(new Ajv({ strict: false }).validate(ScenarioResult, JSON.parse(JSON.stringify(result))));
    assert.equal(result.lineage.modelHash, physicsHash(centrifugalPump, centrifugalPump.parameters));
    assert.deepEqual(
      result.outcomes.map(({ rank }) => rank),
      [1, 2, 3],
    );
    assert.deepEqual(
      new Set(result.outcomes.map(({ scenario }) => scenario.name)),
      new Set(WHAT_IF.scenarios.map(({ name }) => name)),
    );
    assert.deepEqual(
      [result.time, result.samples, result.confidence, result.throughputUnit],
      [states.at(-1)?.time, 40, 0.9, "m3"],
    );
  });

  it("show what physics says: speed costs energy and bearing life, maintenance restores it", async () => {
    const { ask } = await watching();
    const { outcomes } = await ask(WHAT_IF);
    const of = (name: string) => outcomes.find(({ scenario }) => scenario.name === name) ?? assert.fail();
    assert.ok(of("faster").difference.energyKwh.low > 0);
    assert.ok((of("faster").componentLifeHours["bearing"]?.difference.high ?? 0) < 0);
    assert.ok(of("half open").difference.throughput.high < 0);
    assert.ok((of("new bearing in a day").componentLifeHours["bearing"]?.difference.low ?? 0) > 0);
  });

  it("start from the twin's own state: a worn machine has less life left than a new one", async () => {
    const life = async (bearingWear: number): Promise<number> => {
      const { send, ask } = runner();
      for (const state of pumpStates(48, { bearingWear })) await send(state);
      return (await ask(WHAT_IF)).asItIs.componentLifeHours["bearing"]?.mean ?? 0;
    };
    assert.ok((await life(0.8)) < 0.7 * (await life(0.3)));
  });

  it("are the same for the same states, request and seed, and others for another seed", async () => {
    const answer = async (seed: number) => (await watching({ seed })).ask(WHAT_IF);
    assert.deepEqual(await answer(1), await answer(1));
    assert.notDeepEqual((await answer(1)).asItIs, (await answer(2)).asItIs);
  });

  it("keep the rest of the message, so that the page that asked knows its answer", async () => {
    const { ask, sent } = await watching();
    await ask(WHAT_IF, { socket: "abc", topic: "what-if" });
    const { socket, topic } = sent[0] as FlowMessage;
    assert.deepEqual([socket, topic], ["abc", "pump-1"]);
  });

  it("need no asset's name while there is only one, and obey the topic where there are more", async () => {
    const { send, ask } = await watching();
    const { asset, ...nameless } = WHAT_IF;
    assert.equal((await ask(nameless)).asset, "pump-1");
    for (const state of pumpStates(30, {}, "pump-2")) await send(state);
    assert.equal((await ask(nameless, { topic: "pump-2" })).asset, "pump-2");
    await assert.rejects(async () => send(nameless), { code: "TWIN-SCENARIO-003" });
  });

  it("are kept in the store's scenarios under the asset", async () => {
    const store = temporaryStore();
    const { ask } = await watching({ store: "store" }, { store });
    const result = await ask(WHAT_IF);
    const kept = await store.listDocuments({ collection: "scenarios", owner: "pump-1" });
    assert.deepEqual(
      kept.map(({ body, timeMs }) => [body, timeMs]),
      [[JSON.parse(JSON.stringify(result)), result.time]],
    );
    await store.remove();
  });

  it("are worked out in slices that let other work go first", async () => {
    const { ask, breaths } = await watching();
    await ask(WHAT_IF);
    assert.ok(breaths() >= 16, `${breaths()} breaths for 160 runs`);
  });

  it("have wider intervals at a higher confidence", async () => {
    const width = async (confidencePercent: number) => {
      const { low, high } = (await (await watching({ confidencePercent })).ask(WHAT_IF)).asItIs.money;
      return high - low;
    };
    assert.ok((await width(60)) < (await width(98)));
  });

  it("follow the horizon of the request", async () => {
    const { ask } = await watching();
    const short = await ask({ ...WHAT_IF, horizonHours: 24 });
    assert.ok(short.horizonHours === 24 && short.asItIs.throughput.mean < 30 * 100);
  });

  it("do not hold up the states that come while they are worked out", async () => {
    const { send, sent, stop } = await watching();
    await send(WHAT_IF);
    for (const state of pumpStates(60, { bearingWear: 0.5 }).slice(48)) await send(state);
    assert.equal(sent.length, 0, "the states went through before the answer");
    await stop();
    assert.equal(((sent[0] as FlowMessage).payload as ScenarioResult).time, states.at(-1)?.time);
  });
});
