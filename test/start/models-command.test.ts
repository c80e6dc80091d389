import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ModelEvent } from "../../models/registry/model-event.ts";
import type { EndedLife } from "../../models/scoring/ended-life.ts";
import { keptForecast } from "../../models/scoring/kept-forecast.ts";
import { scoreLife } from "../../models/scoring/score-life.ts";
import { keepLifeScore } from "../../nodes/kit/models/life-scores.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { writeModelVersion } from "../support/model-version.ts";
import { packageRoot } from "../support/node-red.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { forecastAt, HOUR_MS } from "../unit/scoring/forecasts-of-life.ts";

const BEARING = "centrifugal-pump-bearing";

describe("twinloom models", () => {
  const folder = temporaryFolder();
  const home = join(folder.path, "home");
  const store = openEmbeddedStore({ file: join(home, "plant.db") });
  writeFileSync(join(home, "flows.json"), JSON.stringify([{ id: "s", type: "twinloom-store", file: "plant.db" }]));
  after(async () => {
    await store.close();
    folder.remove();
  });

  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(packageRoot, "scripts/twinloom.ts"), "models", ...args],
      { env: { ...process.env, TWINLOOM_HOME: home } },
    );
    return { status, out: stdout.toString(), err: stderr.toString() };
  };
  const json = (...args: string[]) => {
    const { status, out, err } = run(...args, "--json");
    assert.equal(status, 0, err);
    return JSON.parse(out);
  };
  const codeOf = (...args: string[]): string => {
    const { status, err } = run(...args);
    assert.equal(status, 1);
    return err.split(":")[0] ?? "";
  };

  const first = writeModelVersion(join(folder.path, "first"), BEARING, "first");
  const second = writeModelVersion(join(folder.path, "second"), BEARING, "second");

  it("takes a model in as a candidate, with its files, while a runtime has the store open", () => {
    const event: ModelEvent = json("register", join(folder.path, "first"), "--by", "ann", "--reason", "new data");
    assert.deepEqual([event.hash, event.from, event.to, event.by], [first, "none", "candidate", "ann"]);
    for (const file of ["card.json", "model.onnx"]) assert.ok(existsSync(join(home, "models", first, file)));
    assert.equal(codeOf("register", join(folder.path, "first")), "TWIN-MODEL-003");
  });

  it("makes the first of a component champion without a gate, by the beginning of its hash", () => {
    assert.equal(codeOf("promote", first.slice(0, 8)), "TWIN-MODEL-003");
    assert.equal(run("shadow", first.slice(0, 8)).status, 0);
    assert.equal(run("promote", first.slice(0, 8), "--reason", "the first").status, 0);
    assert.match(run("list").out, new RegExp(`champion +centrifugal-pump/bearing +${first.slice(0, 12)}`));
  });

  it("promotes a second only with better scores on lives that neither was trained on, and says what is missing", () => {
    const scores = { maeHours: 50, winklerHours: 200, coverage: 0.9 };
    const evaluation = {
      ...{ schema: "twinloom/model-evaluation@1", protocol: "two held-out lives", champion: first, confidence: 0.9 },
      ...{ lives: 2, candidateScores: { ...scores, winklerHours: 150 }, championScores: scores },
    };
    writeFileSync(join(folder.path, "second/evaluation.json"), JSON.stringify(evaluation));
    json("register", join(folder.path, "second"));
    json("shadow", second);
    const refused = run("promote", second);
    assert.equal(refused.status, 1);
    assert.match(refused.err, /^TWIN-MODEL-004: .* 2 of 3 lives that it must be scored on/);
    assert.equal(json("show", second).verdict.passed, false);
    assert.equal(json("gate", "--lives", "2").minimumLives, 2);
    const event: ModelEvent = json("promote", second);
    assert.deepEqual([event.displaced, event.verdict?.winklerGainPercent], [first, 25]);
    assert.match(event.reason, /^its Winkler score is 25.0 % better/);
  });

  it("tells how forecasts did in life, by model, and of one machine", async () => {
    const life: EndedLife = {
      ...{ order: "WO-pump-1-1", asset: "pump-1", component: "bearing", failureMode: "bearingWear", causeCode: "3.4" },
      ...{ asFound: "failed", fromMs: 0, endMs: 200 * HOUR_MS },
    };
    const made = [100, 150].flatMap((hour) => keptForecast(forecastAt(hour, 210 - hour), "champion") ?? []);
    for (const score of scoreLife(life, made)) await keepLifeScore(store, score);
    const { tallies, scores } = json("scores");
    assert.deepEqual([scores.length, tallies[0].missed, tallies[0].means.maeHours], [1, 1, 10]);
    assert.match(run("scores", "--asset", "pump-1").out, /WO-pump-1-1 +bearing +a{12} +champion +missed +2 +10 /);
    assert.doesNotMatch(run("scores", "--asset", "pump-2").out, /WO-/);
  });

  it("goes back in one command, and keeps every change in the audit trail", async () => {
    assert.equal(json("rollback", "--by", "bob", "--reason", "too many alarms").hash, first);
    assert.equal(codeOf("rollback"), "TWIN-MODEL-005");
    assert.equal(codeOf("retire", first), "TWIN-MODEL-003");
    const { events }: { events: ModelEvent[] } = json("audit");
    assert.deepEqual(
      events.map(({ action, hash, to }) => `${action} ${hash === first ? "first" : "second"} ${to}`),
      [
        "register first candidate",
        "shadow first shadow",
        "promote first champion",
        "register second candidate",
        "shadow second shadow",
        "promote second champion",
        "rollback first champion",
      ],
    );
    assert.deepEqual([events.at(-1)?.by, events.at(-1)?.reason], ["bob", "too many alarms"]);
    assert.equal((await store.listDocuments({ collection: "model-events" })).length, 7, "the runtime sees them too");
  });

  it("gives a coded reason for a model that is none, a wrong gate, and a store that is not there", () => {
    const bad = join(folder.path, "bad");
    writeModelVersion(bad, BEARING, "bad");
    const bytes = readFileSync(join(bad, "model.onnx"));
    writeFileSync(join(bad, "model.onnx"), bytes.subarray(0, bytes.length >> 1));
    assert.equal(codeOf("register", bad), "TWIN-RUL-005");
    assert.equal(codeOf("register", join(folder.path, "nowhere")), "TWIN-RUL-004");
    assert.equal(codeOf("gate", "--lives", "0"), "TWIN-MODEL-010");
    assert.equal(codeOf("show", "ffff"), "TWIN-MODEL-001");
    assert.equal(codeOf("list", "--store", join(folder.path, "none.db")), "TWIN-STORE-001");
    assert.ok(!existsSync(join(folder.path, "none.db")));
  });
});
