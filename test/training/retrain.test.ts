import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FORECAST_TAG, type Forecast } from "../../models/prognosis/forecast.ts";
import { historyFeatureNames } from "../../models/prognosis/history-features.ts";
import type { RetrainRun } from "../../models/registry/retrain-run.ts";
import { readLifeScores } from "../../nodes/kit/models/life-scores.ts";
import type { TwinStore } from "../../nodes/kit/store.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { openRecorded } from "../../nodes/store/embedded/open-recorded.ts";
import { exportHistory } from "../../scripts/datasets/history/export-history.ts";
import { historyRows } from "../../scripts/datasets/history/history-rows.ts";
import { machineType } from "../../scripts/datasets/history/machine-type.ts";
import { readHistory } from "../../scripts/datasets/history/read-history.ts";
import type { Retrained } from "../../scripts/retrain/retrain.ts";
import { run, trainingPython } from "../../scripts/training/python.ts";
import { fanFlow } from "../support/fan-flow.ts";
import { memoryFolder } from "../support/memory-folder.ts";
import { stickyDust } from "../support/sticky-dust.ts";

const HOUR_MS = 3_600_000;

/** The command line, as it is called. */
const twinloom = (...args: string[]): Promise<string> =>
  run(process.execPath, [join(import.meta.dirname, "..", "..", "scripts", "twinloom.ts"), ...args]);

describe("the labelled history of a store", () => {
  const folder = memoryFolder();
  const file = join(folder.path, "store.db");
  const out = join(folder.path, "history");
  const places = ["--home", folder.path, "--store", file];
  const subject = [...places, "--asset-type", "induction-fan", "--component", "impeller"];
  let store: TwinStore;
  let failedMs: number[];
  let flow: ReturnType<typeof fanFlow>;

  /** All that went wrong but that this is not what the champion was trained on, which it rightly says. */
  const troubles = () => flow.failures.filter(({ code }) => code !== "TWIN-RUL-018").map(({ message }) => message);

  before(async () => {
    store = openEmbeddedStore({ file });
    flow = fanFlow(stickyDust, store, folder.path);
    failedMs = [];
    for (let life = 0; life < 3; life++) failedMs.push((await flow.liveAndRenew()).failedMs);
    const recorded = openRecorded(file);
    await exportHistory({ file, store: recorded }, "induction-fan", "impeller", out).finally(() => recorded.close());
  });
  after(async () => {
    await flow.close();
    await store.close();
    folder.remove();
  });

  it("holds each life with the end that the twin saw, not the hour in which somebody closed the order", async () => {
    assert.deepEqual(troubles(), []);
    const { lives } = await readHistory(out);
    assert.deepEqual(
      lives.map(({ asFound }) => asFound),
      ["failed", "failed", "failed"],
    );
    lives.forEach(({ endMs }, i) => {
      assert.ok(Math.abs(endMs - (failedMs[i] ?? 0)) <= HOUR_MS, `${endMs - (failedMs[i] ?? 0)} ms off`);
    });
  });

  it("gives the very features that the predictor forecast from", async () => {
    const history = await readHistory(out);
    const kind = await machineType("induction-fan", "impeller");
    const names = historyFeatureNames(kind.bases.map(({ name }) => name));
    const documents = await store.listDocuments({ collection: "forecasts", limit: 100_000 });
    const kept = new Map<number, Readonly<Record<string, number>>>();
    for (const { body } of documents) {
      const forecast = body as Forecast & { computedFrom: { inputs: Record<string, number> } };
      assert.equal(forecast.schema, FORECAST_TAG);
      if (forecast.component === "impeller") kept.set(forecast.time, forecast.computedFrom.inputs);
    }
    let compared = 0;
    for (const life of history.lives) {
      for (const { vector, rulHours } of historyRows(kind, history, life)) {
        const inputs = kept.get(Math.round(life.endMs - rulHours * HOUR_MS));
        if (!inputs || Object.keys(inputs).length === 0) continue;
        compared++;
        names.forEach((name, i) => {
          assert.ok(
            Math.abs((inputs[name] ?? Number.NaN) - (vector[i] ?? 0)) <= 1e-9,
            `${name}: ${inputs[name]}, ${vector[i]}`,
          );
        });
      }
    }
    assert.ok(compared > 100, `${compared} forecasts`);
  });

  describe("a model that is retrained on it", () => {
    let found: Retrained;
    before(async function () {
      try {
        await trainingPython();
      } catch (error) {
        console.log(`      skipped: training needs Python with venv, and PyPI: ${error}`);
        return this.skip();
      }
      found = JSON.parse(await twinloom("retrain", ...subject, "--json"));
    });

    it("is better on failures that it has not seen either, and is registered with both scores", async () => {
      assert.deepEqual([found.failures, found.fresh, found.censored, found.confirmed.lives], [3, 3, 0, 3]);
      const { confirmed, simulated } = found;
      assert.ok(confirmed.candidate.maeHours < 0.5 * confirmed.champion.maeHours, JSON.stringify(confirmed));
      assert.ok(confirmed.candidate.winklerHours < 0.5 * confirmed.champion.winklerHours, JSON.stringify(confirmed));
      assert.ok(
        (simulated?.candidate.maeHours ?? 0) < 1.5 * (simulated?.champion.maeHours ?? 0),
        JSON.stringify(simulated),
      );
      const [model] = JSON.parse(await twinloom("models", "list", ...places, "--json")).models.filter(
        ({ hash }: { hash: string }) => hash === found.candidate,
      );
      assert.equal(model.state, "candidate");
      assert.equal(model.evaluation.champion, found.champion);
      assert.equal(model.evaluation.lives, 3);
      assert.match(found.event.reason, /3 confirmed failures/);
      const card = JSON.parse(readFileSync(join(folder.path, "models", found.candidate, "card.json"), "utf8"));
      assert.deepEqual(card.training.confirmed, ["WO-fan-1-1", "WO-fan-1-2", "WO-fan-1-3"]);
    });

    it("forecasts the next failure of that mode better than the champion, as both are scored in life", async () => {
      await twinloom("models", "shadow", found.candidate.slice(0, 12), ...places);
      const { order } = await flow.liveAndRenew();
      await flow.settled();
      const scores = (await readLifeScores(store)).filter((score) => score.order === order);
      const own = scores.find(({ model }) => model.hash === found.candidate);
      const pair = own?.pairs.find((one) => one.with === found.champion);
      assert.ok(pair && pair.moments > 40, JSON.stringify(scores.map(({ model, forecasts }) => [model, forecasts])));
      assert.ok(pair.own.maeHours < 0.5 * pair.others.maeHours, `${pair.own.maeHours} h, ${pair.others.maeHours} h`);
      const { own: candidate, others: champion } = pair;
      assert.ok(candidate.coverage["90"] > 0.7 && champion.coverage["90"] < 0.3, JSON.stringify(pair));
      assert.deepEqual(troubles(), []);
    });

    it("is made by the plan too, with one failure more, and not before the next quarter again", async () => {
      await twinloom("models", "retraining", "--every", "quarterly", ...places);
      const due = async (): Promise<RetrainRun[]> =>
        JSON.parse(await twinloom("retrain", "--due", ...places, "--json")).runs;
      const impeller = (runs: readonly RetrainRun[]) =>
        runs.find(({ subject }) => subject === "induction-fan/impeller");
      const made = impeller(await due());
      assert.equal(made?.state, "candidate", made?.reason);
      assert.notEqual(made?.hash, found.candidate);
      assert.equal(impeller(await due()), undefined);
      const { events } = JSON.parse(await twinloom("models", "audit", ...places, "--json"));
      const event = events.find(({ hash }: { hash: string }) => hash === made?.hash);
      assert.deepEqual(
        [event.action, event.by, event.hash, event.to],
        ["register", "schedule", made?.hash, "candidate"],
      );
    });

    it("is not made again of what its champion knows, or of too little, and says so with a code", async () => {
      await assert.rejects(
        twinloom("retrain", ...subject, "--least", "5"),
        /TWIN-RETRAIN-001: .* 4 confirmed failures/,
      );
      await assert.rejects(twinloom("retrain", ...subject), /TWIN-RETRAIN-006: .* already: the candidate/);
      await assert.rejects(twinloom("retrain", ...places, "--asset-type", "x", "--component", "y"), /TWIN-LIVES-001/);
    });
  });
});
