import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SETPOINT_TAG, type Setpoint } from "../../models/setpoint/setpoint.ts";
import { createPlant } from "../../scripts/plant/plant.ts";
import { eventually } from "../support/eventually.ts";
import { type PlantFlow, startPlantFlow } from "../support/plant-flow.ts";
import { readStory } from "./read-story.ts";

const FAN = "fan-1";
const HOUR_MS = 3_600_000;

describe("a set-point of the demo plant", () => {
  let flow: PlantFlow;
  before(async () => {
    // few futures and few forecasts: what is looked at here comes after the choice
    const settings = { "twinloom-scenario-runner": { samples: 20 }, "twinloom-rul-predictor": { everyHours: 24 } };
    flow = await startPlantFlow({}, { hoursPerSecond: 2, settings });
  });
  after(() => flow?.stop());

  const { states, errors } = readStory(() => flow);
  const setpoints = (from: number): Setpoint[] => [...flow.payloads(SETPOINT_TAG, from)];
  const speeds = (): number[] => states(FAN).map(({ features }) => features["speed.mean"] ?? Number.NaN);
  let approved: Setpoint;

  it("proposes the slower fan of a comparison within its limits, and writes nothing before somebody agrees", async () => {
    await eventually("a state of the fan", () => states(FAN)[0]);
    const from = flow.mark();
    const scenarios = [0.95, 0.8, 1.03].map((speed) => ({ name: `speed ${speed}`, factors: { speed } }));
    await flow.send("fan-whatif", { asset: FAN, horizonHours: 168, scenarios });
    const proposed = await eventually(
      "a proposal",
      () => setpoints(from).find(({ status }) => status === "proposed"),
      () => flow.heard(from).filter(({ payload, kind }) => kind === "error" || payload?.schema?.includes("setpoint")),
      150_000,
    );
    assert.equal(proposed.basis?.scenario, "speed 0.95");
    assert.ok(Math.abs(proposed.target - 0.95 * 1450) < 10, `${proposed.target} is not 5 % under the plan`);
    assert.deepEqual(
      flow.plant.lines.filter(({ asset, event }) => asset === FAN && event === "set"),
      [],
    );
    approved = proposed;
  });

  it("has the plant's fan run at it, step by step, once an operator has agreed", async () => {
    const from = flow.mark();
    await flow.send("setpoints", { command: "approve", setpoint: approved.id, by: "Ada" });
    const there = await eventually(
      "the last step",
      () => setpoints(from).find(({ value, target, status }) => status === "approved" && value === target),
      () => [...setpoints(from), ...errors(from)],
    );
    assert.equal(there.approvedBy, "Ada");
    const steps = there.history.filter(({ action }) => action === "written").map(({ value }) => Number(value));
    assert.ok(steps.length >= 2, `${approved.previous} to ${steps} is more than the 40 1/min of an hour`);
    await eventually(
      "the speed as it is measured",
      () =>
        speeds()
          .slice(-3)
          .every((speed) => Math.abs(speed - approved.target) < 3),
      () => speeds().slice(-5),
    );
  });

  it("wears the fan's winding less than the same plant without it", async () => {
    const kept = () => {
      const file = join(flow.folder, "plant.json");
      return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
    };
    const setAt = flow.plant.lines.find(({ asset, event }) => asset === FAN && event === "set")?.timeMs ?? Number.NaN;
    const memory = await eventually("the plant's own file, half a day on", () => {
      const now = kept();
      return now && now.timeMs > setAt + 12 * HOUR_MS && now;
    });
    const start = flow.plant.lines.find(({ ready }) => ready)?.timeMs ?? Number.NaN;
    const without = createPlant(memory.seed, start);
    const ageOf = (plant: typeof without) => plant.machine(FAN).memory.state["insulationAge"] ?? Number.NaN;
    without.advance(setAt);
    const before = ageOf(without);
    without.advance(memory.timeMs);
    const worn = (memory.machines[FAN].state.insulationAge - before) / (ageOf(without) - before);
    assert.ok(worn > 0 && worn < 0.9, `it wore ${worn} of what it would have`);
  });

  it("goes back to the plan of production when an operator ends it", async () => {
    const from = flow.mark();
    const said = flow.plant.lines.length;
    await flow.send("setpoints", { command: "release", asset: FAN, by: "Ada", reason: "trial over" });
    const ended = await eventually(
      "its end",
      () => setpoints(from).find(({ status }) => status === "released"),
      () => [...setpoints(0).slice(-2), ...errors()],
    );
    assert.deepEqual([ended.value, ended.history.at(-1)?.by], [null, "Ada"]);
    await eventually("the plan in the plant", () =>
      flow.plant.lines
        .slice(said)
        .some(({ asset, event, load }) => asset === FAN && event === "released" && load === "speed"),
    );
  });
});
