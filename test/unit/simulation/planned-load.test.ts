import assert from "node:assert/strict";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { LoadPlanRow } from "../../../models/simulation/load-plan.ts";
import { plannedLoad } from "../../../models/simulation/planned-load.ts";
import { linearWear } from "./linear-wear.ts";

/** Monday, 5 January 2026. */
const at = (text: string): number => Date.parse(`2026-01-${text}:00Z`);
const speedBy = (rows: readonly LoadPlanRow[], timeZone?: string) => {
  const load = plannedLoad(linearWear, rows, timeZone)(() => ({ speed: 100 }));
  return (timeMs: number): number | undefined => load(timeMs)["speed"];
};
const refusal = (row: LoadPlanRow, timeZone?: string): string => {
  try {
    plannedLoad(linearWear, [row], timeZone);
  } catch (error) {
    if (error instanceof TwinError) return error.message;
  }
  return "accepted";
};

describe("a planned load", () => {
  it("is constant where a row has neither days nor times", () => {
    const speed = speedBy([{ load: "speed", value: 130 }]);
    assert.deepEqual([speed(at("05T00:00")), speed(at("11T23:59"))], [130, 130]);
  });

  it("holds on its days between its times, and is as it was elsewhere", () => {
    const speed = speedBy([{ load: "speed", value: 130, days: "Mon-Fri", from: "06:00", to: "22:00" }]);
    const times = ["05T05:59", "05T06:00", "05T21:59", "05T22:00", "10T12:00"];
    assert.deepEqual(
      times.map((time) => speed(at(time))),
      [100, 130, 130, 100, 100],
    );
  });

  it("goes on past midnight, as part of the day on which it began", () => {
    const speed = speedBy([{ load: "speed", value: 50, days: "Fr", from: "22:00", to: "06:00" }]);
    const times = ["09T05:00", "09T21:00", "09T22:00", "10T05:59", "10T06:00", "10T23:00"];
    assert.deepEqual(
      times.map((time) => speed(at(time))),
      [100, 100, 50, 50, 100, 100],
    );
  });

  it("lets a lower row override a higher one, and stand still at 0", () => {
    const speed = speedBy([
      { load: "speed", value: 130 },
      { load: "speed", value: 0, days: "2026-01-08..2026-01-09" },
    ]);
    assert.deepEqual(
      ["07T23:00", "08T00:00", "09T23:59", "10T00:00"].map((time) => speed(at(time))),
      [130, 0, 0, 130],
    );
  });

  it("reads days in English and German, round the end of the week too", () => {
    const weekend = speedBy([{ load: "speed", value: 50, days: "Sat-Mon" }]);
    assert.deepEqual(
      ["05T12:00", "06T12:00", "10T12:00"].map((time) => weekend(at(time))),
      [50, 100, 50],
    );
    const german = speedBy([{ load: "speed", value: 50, days: "Di,Donnerstag" }]);
    assert.deepEqual(
      ["06T12:00", "07T12:00", "08T12:00"].map((time) => german(at(time))),
      [50, 100, 50],
    );
  });

  it("means the clock of its time zone, also across the change to summer time", () => {
    const speed = speedBy([{ load: "speed", value: 130, from: "06:00", to: "07:00" }], "Europe/Berlin");
    const hours = (day: string) => [4, 5, 6].filter((hour) => speed(Date.parse(`2026-${day}T0${hour}:30:00Z`)) === 130);
    assert.deepEqual([hours("01-05"), hours("07-06")], [[5], [4]]);
  });

  it("says which row can't be used, and why", () => {
    assert.match(
      refusal({ load: "torque", value: 1 }),
      /^TWIN-SIMULATION-008.*Row 1.*there is no load torque; .* has speed/,
    );
    assert.match(refusal({ load: "speed", value: 900 }), /speed = 900 .* is outside/);
    assert.match(refusal({ load: "speed", value: 100, days: "Mon,Xyz" }), /Xyz is no day of the week/);
    assert.match(refusal({ load: "speed", value: 100, days: "2026-02-30" }), /2026-02-30 is no date/);
    assert.match(refusal({ load: "speed", value: 100, days: "2026-02-02..2026-01-01" }), /2026-01-01 is before/);
    assert.match(refusal({ load: "speed", value: 100 }, "Mars/Base"), /^TWIN-SIMULATION-009.*Mars\/Base/);
  });
});
