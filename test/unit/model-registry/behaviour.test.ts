import assert from "node:assert/strict";
import { RETRAIN_RUN_TAG, type RetrainRun } from "../../../models/registry/retrain-run.ts";
import { keepGate, readGate } from "../../../nodes/kit/models/kept-gate.ts";
import { keepRetrainRun, readRetrainPlan } from "../../../nodes/kit/models/kept-retrain.ts";
import { keepLifeScore } from "../../../nodes/kit/models/life-scores.ts";
import { addToTrail, readTrail } from "../../../nodes/kit/models/model-trail.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { TwinStore } from "../../../nodes/kit/store.ts";
import type { FlowMessage } from "../../../nodes/kit/world.ts";
import { createBehaviour, type Retraining } from "../../../nodes/model-registry/behaviour.ts";
import type { ModelsOverview } from "../../../nodes/model-registry/overview.ts";
import { schema } from "../../../nodes/model-registry/schema.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { eventOf, hashOf } from "../registry/model-events.ts";
import { lifeThat } from "../scoring/life-that.ts";

type Ports = readonly (FlowMessage | null)[];
const ann = { _client: { user: { username: "ann", role: "engineer" } } };
const bob = { _client: { user: { username: "bob", role: "operator" } } };

describe("the model registry", () => {
  const folder = temporaryFolder();
  let store: TwinStore;
  let files = 0;
  beforeEach(async () => {
    store = openEmbeddedStore({ file: `${folder.path}/${++files}.db` });
    for (const event of [eventOf(1, "install", "a"), eventOf(2, "register", "b"), eventOf(3, "shadow", "b")]) {
      await addToTrail(store, event);
    }
  });
  afterEach(() => store.close());
  after(() => folder.remove());

  const open = (settings: Record<string, unknown> = {}) => {
    const fake = fakeWorld({ store });
    const behaviour = createBehaviour(parseConfig(schema, { store: "store", ...settings }), fake.world);
    const send = async (payload: unknown, from: FlowMessage = {}): Promise<Ports> =>
      (await behaviour.input?.({ ...from, payload })) as Ports;
    return { ...fake, send };
  };
  const overviewIn = (ports: Ports) => ports[0]?.payload as ModelsOverview & { mayChange: boolean };

  it("warns where the champion's intervals have held too seldom in life, and says by how much", async () => {
    const { send, statuses } = open();
    for (let i = 0; i < 3; i++) await keepLifeScore(store, lifeThat(0.1, i, hashOf("a")));
    const { subjects } = overviewIn(await send({ command: "list" }, bob));
    const coverage = subjects[0]?.models.find(({ state }) => state === "champion")?.tally?.coverage;
    assert.equal(coverage?.drifted, true);
    assert.ok(Math.abs((coverage?.coverage ?? 0) - 0.1) < 1e-9);
    assert.deepEqual(statuses.at(-1), { level: "warning", text: "1 hold too seldom" });
  });

  it("leaves the numbers that the command line has set since a deploy, until its own are changed", async () => {
    const shown = async (settings: Record<string, unknown>) =>
      overviewIn(await open(settings).send({ command: "list" }, bob)).gate.minimumLives;
    assert.equal(await shown({ minimumLives: 4 }), 4);
    await keepGate(store, { ...(await readGate(store)), minimumLives: 9 }, 1);
    assert.equal(await shown({ minimumLives: 4 }), 9);
    assert.equal((await readGate(store)).minimumLives, 9);
    assert.equal(await shown({ minimumLives: 5 }), 5);
    assert.equal((await readGate(store)).minimumLives, 5);
  });

  it("shows each component's versions, what the gate says of a shadow, and the audit trail, newest first", async () => {
    const { send, statuses } = open({ minimumLives: 4 });
    const { subjects, audit, gate, mayChange } = overviewIn(await send({ command: "list" }, bob));
    assert.deepEqual(
      subjects.map(({ subject, canGoBack, models }) => [
        subject,
        canGoBack,
        models.map(({ state, verdict }) => [state, verdict?.reason]),
      ]),
      [
        [
          "centrifugal-pump/bearing",
          false,
          [
            ["champion", undefined],
            ["shadow", "no life has been forecast by both, it takes 4"],
          ],
        ],
      ],
    );
    assert.deepEqual([audit[0]?.action, gate.minimumLives, mayChange], ["shadow", 4, false]);
    assert.equal((await readGate(store)).minimumLives, 4, "the command line promotes by the same numbers");
    assert.equal(statuses.at(-1)?.text, "1 in use, 1 muted");
  });

  it("keeps the plan to retrain by for all that look at it, and says where a retrain has failed", async () => {
    const { send, statuses } = open({ retrainEvery: "quarterly", retrainFailures: 5 });
    const run: RetrainRun = {
      schema: RETRAIN_RUN_TAG,
      subject: "centrifugal-pump/bearing",
      time: 1,
      hash: hashOf("c"),
      candidateMs: 0,
      state: "failed",
      reason: "TWIN-TRAINING-001: no Python",
    };
    await keepRetrainRun(store, run);
    const { retraining } = (await send({ command: "list" }))[0]?.payload as { retraining: Retraining };
    assert.deepEqual(retraining.plan, { every: "quarterly", failures: 5 });
    assert.deepEqual(
      retraining.runs.map(({ state, subject }) => [state, subject]),
      [["failed", run.subject]],
    );
    assert.deepEqual(await readRetrainPlan(store), retraining.plan);
    assert.deepEqual(statuses.at(-1), { level: "warning", text: "1 retrains failed" });
  });

  it("changes a model for an engineer, by the name of the sign-in, and tells of it", async () => {
    const { send } = open();
    const ports = await send({ command: "retire", hash: hashOf("b"), by: "somebody else", reason: "late" }, ann);
    const [line] = await readTrail(store);
    assert.deepEqual([line?.action, line?.by, line?.reason], ["retire", "ann", "late"]);
    assert.deepEqual(ports[1]?.payload, line);
    assert.equal(overviewIn(ports).subjects[0]?.models[1]?.state, "retired");
  });

  it("changes nothing for an operator, and nothing for nobody", async () => {
    const { send } = open();
    const retire = { command: "retire", hash: hashOf("b"), reason: "late" };
    await assert.rejects(send({ ...retire, by: "ann" }, bob), { code: "TWIN-REGISTRY-002" });
    await assert.rejects(send({ ...retire, by: "ann" }, { _client: {} }), { code: "TWIN-REGISTRY-002" });
    await assert.rejects(send(retire), { code: "TWIN-MODEL-008" });
    assert.equal((await readTrail(store)).length, 3);
  });

  it("holds a promotion against the gate, and refuses what is no command, each with its code", async () => {
    const { send } = open();
    const promote = { command: "promote", hash: hashOf("b"), by: "ann", reason: "looks good" };
    await assert.rejects(send(promote), { code: "TWIN-MODEL-004" });
    await assert.rejects(send({ command: "rollback", subject: "centrifugal-pump/bearing", by: "ann", reason: "no" }), {
      code: "TWIN-MODEL-005",
    });
    for (const wrong of [1, null, {}, { command: "promote" }, { command: "rollback" }, { command: "crown" }]) {
      await assert.rejects(send(wrong), { code: "TWIN-REGISTRY-001" });
    }
  });
});
