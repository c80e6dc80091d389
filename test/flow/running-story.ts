import assert from "node:assert/strict";
import { SCENARIO_RESULT_TAG, type ScenarioResult } from "../../models/simulation/scenario-result.ts";
import { eventually } from "../support/eventually.ts";
import { MACHINES, type PlantFlow } from "../support/plant-flow.ts";
import { byComponent, COMPONENTS, readStory, shareOfNinety } from "./read-story.ts";

/** The demo while it runs: states, forecasts and what-ifs of the four machines. */
export const runningStory = (flowOf: () => PlantFlow): void => {
  const { states, forecasts, summary } = readStory(flowOf);

  it("gives each of the four machines a health and operating hours that rise", async () => {
    await eventually(
      "health of every component",
      () =>
        Object.entries(MACHINES).every(([asset, components]) =>
          components.every((id) => typeof states(asset).at(-1)?.components[id]?.health === "number"),
        ),
      summary,
    );
    for (const [asset, components] of Object.entries(MACHINES)) {
      const hours = await eventually(
        `five states of ${asset}`,
        () => {
          const seen = states(asset).map(({ operatingHours }) => operatingHours);
          return seen.length >= 5 && seen;
        },
        summary,
      );
      assert.deepEqual(
        hours,
        hours.toSorted((a, b) => a - b),
        asset,
      );
      assert.ok((hours.at(-1) ?? 0) > (hours[0] ?? 0), asset);
      for (const id of components) {
        const { health, reason } = states(asset).at(-1)?.components[id] ?? {};
        assert.ok(health !== null && health !== undefined && health > 0 && health <= 1, `${asset} ${id}: ${health}`);
        assert.notEqual(reason, "");
      }
    }
  });

  it("forecasts each component with an interval, probabilities and an urgency that agree", async () => {
    const ok = await eventually(
      "a forecast of every component",
      () => {
        const found = byComponent(forecasts().filter(({ status }) => status === "ok"));
        return found.size === COMPONENTS && found;
      },
      () => [...byComponent(forecasts()).keys()],
    );
    const early = forecasts().filter(({ status }) => status === "insufficient");
    assert.ok(early.length > 0, "there is a time without enough history");
    for (const one of early) {
      assert.match(one.reason, /not enough history/);
      assert.equal(one.rulHours, undefined);
    }
    for (const [name, [one]] of ok) {
      const { rulHours = Number.NaN, interval, probabilityOfFailure, urgency, quantiles = [] } = one ?? {};
      const { lowHours = Number.NaN, highHours = Number.NaN, confidence } = interval ?? {};
      assert.ok(lowHours < rulHours && rulHours < highHours, `${name}: ${lowHours} ${rulHours} ${highHours}`);
      assert.equal(confidence, 0.9);
      const hours = quantiles.map((quantile) => quantile.rulHours);
      assert.deepEqual(
        hours,
        hours.toSorted((a, b) => a - b),
        name,
      );
      const { within48h = Number.NaN, within168h = Number.NaN } = probabilityOfFailure ?? {};
      assert.ok(0 <= within48h && within48h <= within168h && within168h <= 1, `${name}: ${within48h} ${within168h}`);
      assert.equal(urgency, within48h >= 0.5 ? "CRITICAL" : within168h >= 0.5 ? "WARNING" : "NORMAL", name);
      assert.ok(one?.lineage && one.model.hash !== "", name);
    }
  });

  it("ranks the scenarios of one request by money, each with its differences from as it is", async () => {
    const scenarios = [
      { name: "faster", factors: { speed: 1.1 } },
      { name: "slower", factors: { speed: 0.85 } },
      { name: "overhaul", maintenanceAfterHours: 24, maintainComponent: "all" },
    ];
    const request = { asset: "pump-1", horizonHours: 336, scenarios };
    const result: ScenarioResult = await flowOf().ask(
      "whatif",
      request,
      ({ schema }) => schema === SCENARIO_RESULT_TAG,
    );
    assert.deepEqual(
      result.outcomes.map(({ rank }) => rank),
      [1, 2, 3],
    );
    assert.deepEqual(result.outcomes.map(({ scenario }) => scenario.name).toSorted(), ["faster", "overhaul", "slower"]);
    const money = result.outcomes.map(({ absolute }) => absolute.money.mean);
    assert.deepEqual(
      money,
      money.toSorted((a, b) => b - a),
    );
    for (const { scenario, absolute, difference } of result.outcomes) {
      near(difference.money.mean, absolute.money.mean - result.asItIs.money.mean, scenario.name);
      assert.ok(
        difference.energyKwh.low <= difference.energyKwh.mean && difference.energyKwh.mean <= difference.energyKwh.high,
      );
    }
    const life = (name: string) =>
      result.outcomes.find(({ scenario }) => scenario.name === name)?.componentLifeHours["bearing"]?.difference.mean ??
      0;
    assert.ok(life("slower") > 0 && life("faster") < 0, `slower ${life("slower")} h, faster ${life("faster")} h`);
  });

  it("widens the interval of every forecast when a deploy raises the confidence", async () => {
    const sharesAt = async (confidence: number): Promise<Map<string, number>> => {
      await flowOf().deployWith("twinloom-rul-predictor", { confidence });
      const found = await eventually(
        `a forecast of each component at ${confidence} %`,
        () => {
          const stated = forecasts().filter(({ interval }) => interval?.confidence === confidence / 100);
          const each = byComponent(stated.filter(({ rulHours = 0 }) => rulHours > 0));
          return each.size === COMPONENTS && each;
        },
        summary,
      );
      return new Map([...found].map(([name, [one]]) => [name, shareOfNinety(one)]));
    };
    for (const [name, share] of await sharesAt(50)) assert.ok(share > 0 && share < 0.9, `${name} at 50 %: ${share}`);
    for (const [name, share] of await sharesAt(95)) assert.ok(share > 1, `${name} at 95 %: ${share}`);
  });
};

const near = (found: number, expected: number, what: string): void =>
  assert.ok(
    Math.abs(found - expected) <= 1e-6 * Math.max(1, Math.abs(expected)),
    `${what}: ${found} is not ${expected}`,
  );
