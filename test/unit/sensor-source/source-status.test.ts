import assert from "node:assert/strict";
import fc from "fast-check";
import type { Link } from "../../../nodes/sensor-source/source.ts";
import { type SourceFacts, sourceStatus } from "../../../nodes/sensor-source/source-status.ts";

const NOW = Date.UTC(2026, 5, 1);
const fine: SourceFacts = {
  nowMs: NOW,
  startedMs: NOW - 3_600_000,
  link: "up",
  linkNote: "",
  lastTakenMs: NOW - 500,
  newestDataMs: NOW - 2500,
  staleAfterMs: 30_000,
  storeAway: false,
  unknownTags: [],
  refusing: undefined,
  passive: false,
};

describe("the status of a source", () => {
  const cases: readonly (readonly [what: string, Partial<SourceFacts>, level: string, text: string])[] = [
    ["the age of its data", {}, "ok", "2 s old"],
    ["how far its clock is behind", { newestDataMs: NOW - 3.5 * 3_600_000 }, "ok", "3 h behind"],
    ["the time in which it runs", { newestDataMs: NOW - 3.5 * 86_400_000 }, "ok", "at 2026-05-28 12:00"],
    ["silence", { lastTakenMs: NOW - 300_000 }, "warning", "no data 5 min"],
    ["that data never came", { lastTakenMs: undefined }, "warning", "no data 1 h"],
    ["a lost server", { link: "reconnecting" }, "error", "reconnecting 0 s"],
    ["a tag that is unknown", { unknownTags: ["ns=1;s=pump-1.flow"] }, "warning", "tag …-1.flow unknown"],
    ["several of them", { unknownTags: ["a", "b"] }, "warning", "2 tags unknown"],
    ["a store that is away", { storeAway: true }, "warning", "store away"],
    ["what it refuses", { refusing: { code: "TWIN-SOURCE-016", times: 12 } }, "warning", "SOURCE-016 ×12"],
    ["that it waits to be sent something", { lastTakenMs: undefined, passive: true }, "waiting", "waiting for data"],
    [
      "the first connection",
      { lastTakenMs: undefined, startedMs: NOW - 1000, link: "connecting" },
      "waiting",
      "connecting",
    ],
    ["the end of a replay", { link: "ended", linkNote: "ended, 12 rows" }, "waiting", "ended, 12 rows"],
  ];
  for (const [what, change, level, text] of cases) {
    it(`tells ${what}`, () => assert.deepEqual(sourceStatus({ ...fine, ...change }), { level, text }));
  }

  it("is short, and never green without data that arrived lately", () => {
    const facts = fc.record({
      nowMs: fc.constant(NOW),
      startedMs: fc.integer({ min: NOW - 1e9, max: NOW }),
      link: fc.constantFrom<Link>("connecting", "up", "reconnecting", "ended", "failed"),
      linkNote: fc.string(),
      lastTakenMs: fc.option(fc.integer({ min: NOW - 1e9, max: NOW }), { nil: undefined }),
      newestDataMs: fc.integer({ min: 0, max: NOW + 60_000 }),
      staleAfterMs: fc.integer({ min: 1000, max: 1e8 }),
      storeAway: fc.boolean(),
      unknownTags: fc.array(fc.string()),
      refusing: fc.option(fc.record({ code: fc.constant("TWIN-SOURCE-016"), times: fc.nat() }), { nil: undefined }),
      passive: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, (all) => {
        const { level, text } = sourceStatus(all);
        assert.ok(text.length <= 20, text);
        const lately = all.lastTakenMs !== undefined && NOW - all.lastTakenMs <= all.staleAfterMs;
        if (level === "ok")
          assert.ok(lately && all.link !== "reconnecting" && !all.storeAway && all.unknownTags.length === 0);
      }),
    );
  });
});
