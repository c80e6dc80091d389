import assert from "node:assert/strict";
import type { ScenarioResult } from "../../../models/simulation/scenario-result.ts";
import type { FlowMessage } from "../../../nodes/kit/world.ts";
import { pumpStates } from "./pump-states.ts";
import { runner } from "./runner.ts";

const results = async (settings: object, hours: number): Promise<ScenarioResult[]> => {
  const { send, sent, stop } = runner({ samples: 20, horizonHours: 24, lifeHorizonHours: 24, ...settings });
  for (const state of pumpStates(hours)) {
    await send(state);
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await stop();
  return sent.map((message) => (message as FlowMessage).payload as ScenarioResult);
};
const names = (result: ScenarioResult | undefined) => result?.outcomes.map(({ scenario }) => scenario.name).sort();

describe("standing scenarios", () => {
  it("run every so many hours of data, each load 10 % up and down and maintenance if none are set", async () => {
    const found = await results({ everyHours: 12 }, 30);
    assert.equal(found.length, 2);
    assert.deepEqual(names(found[0]), [
      "Maintenance now",
      "Speed +10 %",
      "Speed −10 %",
      "Valve opening +10 %",
      "Valve opening −10 %",
    ]);
  });

  it("are those of the settings where there are any", async () => {
    const scenarios = [
      { name: "push", load: "speed", changePercent: 5, maintenanceAfterHours: "", component: "" },
      { name: "mend", load: "", changePercent: 0, maintenanceAfterHours: "12.5", component: "bearing" },
    ];
    const [first] = await results({ everyHours: 12, scenarios }, 14);
    assert.deepEqual(names(first), ["mend", "push"]);
    assert.deepEqual(first?.outcomes.find(({ scenario }) => scenario.name === "mend")?.scenario, {
      name: "mend",
      maintenanceAfterHours: 12.5,
      maintainComponent: "bearing",
    });
  });

  it("do not run where the period is 0", async () => {
    assert.deepEqual(await results({ everyHours: 0 }, 30), []);
  });

  it("that the machine can't run are refused at deploy", () => {
    const row = { name: "x", load: "heat", changePercent: 5, maintenanceAfterHours: "", component: "" };
    assert.throws(() => runner({ scenarios: [row] }), { code: "TWIN-SIMULATION-002" });
    assert.throws(() => runner({ scenarios: [{ ...row, maintenanceAfterHours: "soon" }] }), { code: "TWIN-KIT-001" });
  });
});
