import assert from "node:assert/strict";
import { approveSetpoint, giveBack, rejectSetpoint } from "../../../models/setpoint/act-on-setpoint.ts";
import { followState } from "../../../models/setpoint/follow-state.ts";
import type { GuardMemory } from "../../../models/setpoint/guard-memory.ts";
import type { GuardRule } from "../../../models/setpoint/guard-rule.ts";
import { recallGuard } from "../../../models/setpoint/recall-guard.ts";
import type { Setpoint } from "../../../models/setpoint/setpoint.ts";
import { ask, end, HOUR, rule, START, seen, stateAt } from "./guard-world.ts";

const inForce = (with_: GuardRule, target = 1400): GuardMemory =>
  approveSetpoint(with_, ask(with_, seen(with_), target).memory, "jane").memory;

describe("the life of a set-point", () => {
  const plain = rule();

  it("is a proposal with a deadline, which lapses unanswered", () => {
    const proposed = ask(plain, seen(plain), 1400);
    assert.equal(proposed.changed[0]?.expiresAt, START + 8 * HOUR);
    assert.deepEqual(followState(plain, proposed.memory, stateAt(7.9)).changed, []);
    const [lapsed] = followState(plain, proposed.memory, stateAt(8)).changed;
    assert.deepEqual([lapsed?.status, lapsed?.history.at(-1)?.text], ["expired", "nobody answered within 8 h"]);
  });

  it("records who approved it and when, and what the plant was told", () => {
    const [approved, written] = approveSetpoint(plain, ask(plain, seen(plain), 1400).memory, "jane").changed;
    assert.deepEqual([approved?.status, approved?.approvedBy, approved?.approvedAt], ["approved", "jane", START]);
    assert.deepEqual([written?.value, written?.previous, written?.expiresAt], [1400, 1480, START + 48 * HOUR]);
    assert.deepEqual(
      written?.history.map(({ by, action }) => `${by} ${action}`),
      ["planner proposed", "jane approved", "twin written"],
    );
    assert.equal(written?.lineage?.flowRevision, "flow-1");
  });

  it("ends with a rejection, or where a newer one is proposed", () => {
    const { memory } = ask(plain, seen(plain), 1400);
    assert.deepEqual(rejectSetpoint(memory, "joe", "not tonight").changed[0]?.history.at(-1), {
      time: START,
      by: "joe",
      action: "rejected",
      text: "not tonight",
    });
    const [older, newer] = ask(plain, memory, 1300).changed;
    assert.deepEqual([older?.status, newer?.id], ["withdrawn", "SP-fan-1-speed-2"]);
  });

  it("falls back when its time is over: to the plant's control, the baseline or the last value", () => {
    for (const [fallback, value] of [
      ["release", null],
      ["baseline", 1480],
      ["hold", 1400],
    ] as const) {
      const with_ = rule({ fallback });
      const before = followState(with_, inForce(with_), stateAt(47));
      assert.deepEqual(before.writes, []);
      const over = followState(with_, before.memory, stateAt(48));
      assert.deepEqual([over.writes.length, over.writes[0]?.value, over.writes[0]?.status], [1, value, "released"]);
      assert.equal(over.writes[0]?.expiresAt, undefined, "the way back has no end");
      assert.equal(over.memory.inForce, undefined);
      assert.deepEqual(followState(with_, over.memory, stateAt(49)).writes, []);
    }
  });

  it("falls back at once when a channel that it rests on is in doubt", () => {
    const needy = rule({ needs: [{ channel: "speed", maxAgeMinutes: 30 }] });
    const { speed } = stateAt(1).channels;
    assert.ok(speed);
    const doubted = stateAt(1, { channels: { speed: { ...speed, quality: "uncertain" } } });
    const fallen = followState(needy, inForce(needy), doubted);
    assert.equal(fallen.writes[0]?.value, null);
    assert.match(fallen.fellBack ?? "", /speed is uncertain/);
  });

  it("tells the plant nothing at its end where it never had told it anything", () => {
    const locked = followState(plain, ask(plain, seen(plain), 1400).memory, stateAt(1)).memory;
    const held = { ...locked, writes: [{ timeMs: START + HOUR / 2, value: null, previous: 1400, isFallback: true }] };
    const waiting = approveSetpoint(plain, held, "jane");
    assert.deepEqual(waiting.writes, [], "the dwell is not over");
    const ended = end(plain, waiting.memory);
    assert.deepEqual([ended.writes, ended.changed[0]?.status], [[], "released"]);
  });

  it("is ended by an operator, who is named", () => {
    const [ended] = giveBack(plain, inForce(plain), "joe", "noise").changed;
    assert.deepEqual([ended?.status, ended?.history.at(-1)?.by, ended?.value], ["released", "joe", null]);
    assert.equal(giveBack(plain, seen(plain), "joe", "").refusal, "nothing is in force");
  });

  it("is told again within its lease, without counting as a change", () => {
    const leased = rule({ renewMinutes: 60, changesPerDay: 1 });
    let memory = inForce(leased);
    for (const hours of [1, 2, 3]) {
      const { writes, changed, memory: next } = followState(leased, memory, stateAt(hours));
      const [told] = writes;
      assert.deepEqual(
        [told?.value, told?.time, told?.expiresAt],
        [1400, START + hours * HOUR, START + (hours + 3) * HOUR],
      );
      assert.deepEqual(changed, []);
      memory = next;
    }
    const almost = followState(leased, memory, stateAt(46)).writes[0];
    assert.equal(almost?.expiresAt, START + 48 * HOUR, "no lease outlives the approval");
  });

  it("is told again when another takes its place and has to wait for its first step", () => {
    const next = followState(plain, inForce(plain), stateAt(1)).memory;
    const replaced = approveSetpoint(plain, ask(plain, next, 1300).memory, "jane");
    assert.deepEqual(
      replaced.changed.map(({ id, status }) => [id, status]),
      [
        ["SP-fan-1-speed-1", "replaced"],
        ["SP-fan-1-speed-2", "approved"],
      ],
    );
    assert.deepEqual([replaced.writes[0]?.value, replaced.writes[0]?.expiresAt], [1400, START + 49 * HOUR]);
  });

  it("is remembered from what was kept: what is in force, what is open, and every limit", () => {
    const kept = new Map<string, Setpoint>();
    const keep = (changed: readonly Setpoint[]) => {
      for (const one of changed) kept.set(one.id, one);
    };
    const proposed = ask(plain, seen(plain), 1400);
    const approved = approveSetpoint(plain, proposed.memory, "jane");
    const asked = ask(plain, approved.memory, 1300);
    for (const { changed } of [proposed, approved, asked]) keep(changed);
    const recalled = recallGuard("fan-1", JSON.parse(JSON.stringify([...kept.values()])));
    assert.deepEqual(recalled.writes, asked.memory.writes);
    assert.deepEqual(recalled.inForce, asked.memory.inForce);
    assert.deepEqual(recalled.proposal, asked.memory.proposal);
    assert.equal(recalled.sequence, 2);
    assert.match(approveSetpoint(plain, recalled, "jane").refusal ?? "", /not known whether fan-1 runs/);
    const one = followState(plain, recalled, stateAt(1)).memory;
    assert.equal(approveSetpoint(plain, one, "jane").writes[0]?.value, 1400, "the dwell goes on over a restart");
  });
});
