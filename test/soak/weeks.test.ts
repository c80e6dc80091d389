import assert from "node:assert/strict";
import { headlessWeeks } from "../../scripts/soak/headless-weeks.ts";

const HOURS = 5;

describe("weeks of recorded machines through twinloom run", () => {
  it("all come through to forecasts without an error, and the end is a clean one", async () => {
    const { readings, forecasts, errors, exitCode, samples } = await headlessWeeks(HOURS / (7 * 24), 1);
    // the last scan of the plant has no next one to go to: five minutes less
    assert.ok(readings > HOURS * 3600 * 20, `${readings} readings`);
    assert.ok(forecasts > 0);
    assert.deepEqual({ errors, exitCode }, { errors: 0, exitCode: 0 });
    assert.ok(samples > 0, "its memory was measured");
  });
});
