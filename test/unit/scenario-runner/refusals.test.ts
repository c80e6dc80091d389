import assert from "node:assert/strict";
import { assetTypes } from "../../../models/assets/index.ts";
import { pumpStates, stateOf } from "./pump-states.ts";
import { runner } from "./runner.ts";

const [state] = pumpStates(1);
const scenario = { name: "faster", factors: { speed: 1.1 } };

describe("the scenario runner refuses", () => {
  for (const [what, scenarios, code] of [
    ["an unknown load, and says which there are", [{ name: "x", factors: { pressure: 1.1 } }], "TWIN-SIMULATION-002"],
    ["a value outside the load's range", [{ name: "x", values: { valveOpening: 101 } }], "TWIN-SIMULATION-003"],
    ["an unknown component", [{ name: "x", maintainComponent: "belt" }], "TWIN-SIMULATION-005"],
    ["a negative maintenance date", [{ name: "x", maintenanceAfterHours: -5 }], "TWIN-SCENARIO-002"],
    ["a scenario with an unknown field", [{ name: "x", sped: 1 }], "TWIN-SCENARIO-002"],
    ["a factor that is no number", [{ name: "x", factors: { speed: "fast" } }], "TWIN-SCENARIO-002"],
    ["no scenario at all", [], "TWIN-SCENARIO-002"],
  ] as const) {
    it(what, async () => {
      const { send } = runner();
      await send(state);
      await assert.rejects(async () => send({ asset: "pump-1", scenarios }), { code });
    });
  }

  it("a machine that it has no state of, and says which it knows", async () => {
    const { send } = runner();
    await assert.rejects(async () => send({ asset: "pump-9", scenarios: [scenario] }), { code: "TWIN-SCENARIO-004" });
    await send(state);
    await assert.rejects(async () => send({ asset: "pump-9", scenarios: [scenario] }), /known are: pump-1/);
  });

  it("a machine that it has not seen running yet", async () => {
    const { send } = runner();
    await send(stateOf("pump-1", 1_800_000_000_000, {}, { operatingState: "stopped" }));
    await assert.rejects(async () => send({ asset: "pump-1", scenarios: [scenario] }), { code: "TWIN-SCENARIO-005" });
  });

  it("a state of another asset type", async () => {
    const { send } = runner();
    await assert.rejects(async () => send({ ...state, assetType: "cnc-spindle" }), { code: "TWIN-SCENARIO-007" });
  });

  it("a state without a time", async () => {
    const { send } = runner();
    await assert.rejects(async () => send({ ...state, time: Number.NaN }), { code: "TWIN-KIT-008" });
  });

  it("what is neither a state nor a what-if", async () => {
    const { send } = runner();
    for (const payload of [undefined, 5, "faster", { schema: "twinloom/features@1" }]) {
      await assert.rejects(async () => send(payload), { code: "TWIN-SCENARIO-002" });
    }
  });

  it("an asset type without physics, at deploy", () => {
    const { physics, ...type } = assetTypes["centrifugal-pump"] ?? assert.fail();
    assert.throws(() => runner({}, { type }), { code: "TWIN-SCENARIO-001" });
  });

  it("one what-if more than may wait", async () => {
    const { send, stop } = runner({ samples: 20, horizonHours: 1, lifeHorizonHours: 1 });
    await send(state);
    const ask = () => send({ asset: "pump-1", scenarios: [scenario] });
    for (let i = 0; i < 20; i++) await ask();
    await assert.rejects(ask(), { code: "TWIN-SCENARIO-006" });
    await stop();
  });
});
