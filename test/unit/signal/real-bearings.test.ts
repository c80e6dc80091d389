import assert from "node:assert/strict";
import { type BearingEvidence, createBearingEvidencePlan } from "../../../models/signal/bearing-evidence.ts";
import { diagnoseBearing } from "../../../models/signal/diagnose-bearing.ts";
import type { FaultOrders } from "../../../models/signal/fault-lines.ts";
import { ORDERS } from "./bearing-signal.ts";
import { readData, readInt16, skipWithout } from "./data-folder.ts";

interface CwruRecord {
  file: string;
  /** null for the normal record, which is 12 kHz as the others are. */
  fs_hz: number | null;
  scale_g_per_lsb: number;
  rpm: number;
  label: string;
}

type Rates = Record<string, Record<string, number>>;

/** 1.4 s at 12 kHz, 0.8 s at 20 kHz: 27 turns and more. */
const N = 16_384;

const TRUTH: Readonly<Record<string, string>> = { OR: "outerRace", IR: "innerRace", B0: "ball", no: "none" };

/** Rexnord ZA-2115 of the IMS rig: 16 rollers of 0.331 in on 2.815 in at 15.17 degrees. */
const imsOrders = (): FaultOrders => {
  const ratio = (0.331 / 2.815) * Math.cos((15.17 * Math.PI) / 180);
  return {
    bpfo: 8 * (1 - ratio),
    bpfi: 8 * (1 + ratio),
    bsf: (2.815 / 0.331 / 2) * (1 - ratio ** 2),
    ftf: (1 - ratio) / 2,
  };
};

const count = (rates: Rates, truth: string, fault: string): void => {
  const row = rates[truth] ?? {};
  rates[truth] = { ...row, [fault]: (row[fault] ?? 0) + 1 };
};

const print = (what: string, rates: Rates): void => {
  for (const [truth, row] of Object.entries(rates)) {
    const all = Object.values(row).reduce((a, b) => a + b, 0);
    const { [truth]: right = 0, none = 0, ...wrong } = row;
    const missed = truth === "none" ? 0 : none;
    const named = truth === "none" ? none : right;
    console.log(
      `      ${what}, ${truth}: ${named} of ${all} right, ${missed} not named, wrong ${JSON.stringify(wrong)}`,
    );
  }
};

/** Evidence of each part of 16,384 samples of each record, by record. */
const cwruEvidence = (): { label: string; truth: string; evidence: BearingEvidence[] }[] => {
  const records = JSON.parse(readData("cwru", "index.json").toString()) as CwruRecord[];
  return records.map(({ file, fs_hz, scale_g_per_lsb, rpm, label }) => {
    const samples = Float64Array.from(readInt16("cwru", file), (x) => x * scale_g_per_lsb);
    const plan = createBearingEvidencePlan(N, fs_hz ?? 12_000);
    const evidence: BearingEvidence[] = [];
    for (let from = 0; from + N <= samples.length; from += N) {
      evidence.push(plan.measure(samples.subarray(from, from + N), rpm / 60, ORDERS));
    }
    return { label, truth: TRUTH[label.slice(0, 2)] ?? label, evidence };
  });
};

describe("bearing diagnosis on real machines", () => {
  it("names race faults of the CWRU records, flags no healthy one, and seldom takes a ball fault for another", function () {
    skipWithout(this, "cwru");
    const alone: Rates = {};
    const together: Rates = {};
    const bearings = new Map<string, { truth: string; evidence: BearingEvidence[] }>();
    for (const { label, truth, evidence } of cwruEvidence()) {
      for (const one of evidence) count(alone, truth, diagnoseBearing([one]).fault);
      const before = bearings.get(label)?.evidence ?? [];
      bearings.set(label, { truth, evidence: [...before, ...evidence] });
    }
    for (const { truth, evidence } of bearings.values()) count(together, truth, diagnoseBearing(evidence).fault);
    print("CWRU waveforms of 1.4 s", alone);
    print("CWRU bearings, four loads together", together);
    assert.deepEqual(alone["outerRace"], { outerRace: 24 });
    assert.deepEqual(alone["innerRace"], { innerRace: 36 });
    assert.deepEqual(alone["none"], { none: 3 });
    assert.deepEqual(together["outerRace"], { outerRace: 2 });
    assert.deepEqual(together["innerRace"], { innerRace: 3 });
    const { ball: right = 0, innerRace = 0, outerRace = 0 } = alone["ball"] ?? {};
    assert.ok(right >= 3, `${right} waveforms of ball faults are named`);
    assert.ok(innerRace + outerRace <= 2, `${innerRace + outerRace} waveforms of ball faults are named race faults`);
    assert.deepEqual(together["ball"], { ball: 1, none: 2 });
  });

  it("flags none of the healthy IMS bearings, which no threshold was chosen on, alone or four waveforms together", function () {
    skipWithout(this, "ims");
    const plan = createBearingEvidencePlan(N, 20_000);
    const channels = Array.from({ length: 8 }, (): BearingEvidence[] => []);
    for (const time of ["12.06.24", "13.04.13", "14.44.13", "16.44.13"]) {
      const rows = readData("ims", "raw_healthy_test1", `2003.10.22.${time}.gz`)
        .toString()
        .split("\n", N)
        .map((line) => line.split("\t").map(Number));
      for (const [channel, evidence] of channels.entries()) {
        const samples = Float64Array.from(rows, (row) => row[channel] ?? Number.NaN);
        evidence.push(plan.measure(samples, 2000 / 60, imsOrders()));
      }
    }
    const rates: Rates = {};
    for (const evidence of channels) for (const one of evidence) count(rates, "none", diagnoseBearing([one]).fault);
    print("IMS healthy", rates);
    assert.deepEqual(rates["none"], { none: 32 });
    for (const evidence of channels) assert.equal(diagnoseBearing(evidence).fault, "none");
  });

  it("has no opinion on FEMTO waveforms, which hold three turns of the shaft", function () {
    skipWithout(this, "femto");
    const samples = Float64Array.from(readInt16("femto", "Bearing1_1.i16.gz").subarray(0, 2560), (x) => 0.002 * x);
    const plan = createBearingEvidencePlan(2560, 25_600);
    assert.equal(diagnoseBearing([plan.measure(samples, 1800 / 60, ORDERS)]).fault, "unknown");
  });
});
