import assert from "node:assert/strict";
import { diagnoseBearing } from "../../../models/signal/diagnose-bearing.ts";
import type { FaultOrders } from "../../../models/signal/fault-lines.ts";
import { createWaveformPlan } from "../../../models/signal/waveform-plan.ts";
import { ORDERS } from "./bearing-signal.ts";
import { readData, readInt16, skipWithout } from "./data-folder.ts";

interface CwruRecord {
  file: string;
  /** null for the normal record, which is 12 kHz as the others are. */
  fs_hz: number | null;
  n: number;
  scale_g_per_lsb: number;
  rpm: number;
  label: string;
}

/** 1.4 s at 12 kHz, 0.8 s at 20 kHz: some 40 turns, enough for a noise floor of 20 bins around every line. */
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

describe("bearing diagnosis on real machines", () => {
  it("names race faults of the CWRU records, flags no healthy one, and admits that ball faults do not show", function () {
    skipWithout(this, "cwru");
    const records = JSON.parse(readData("cwru", "index.json").toString()) as CwruRecord[];
    const counts: Record<string, Record<string, number>> = {};
    for (const { file, fs_hz, scale_g_per_lsb, rpm, label } of records) {
      const samples = Float64Array.from(readInt16("cwru", file), (x) => x * scale_g_per_lsb);
      const plan = createWaveformPlan(N, fs_hz ?? 12_000, "g");
      const truth = TRUTH[label.slice(0, 2)] ?? label;
      for (let from = 0; from + N <= samples.length; from += N) {
        plan.compute(samples.subarray(from, from + N), rpm / 60, ORDERS);
        const { fault } = diagnoseBearing(plan.envelopeAmplitudes, plan.dfHz, rpm / 60, ORDERS);
        const row = counts[truth] ?? {};
        counts[truth] = { ...row, [fault]: (row[fault] ?? 0) + 1 };
      }
    }
    for (const [truth, row] of Object.entries(counts)) console.log(`      CWRU ${truth} named ${JSON.stringify(row)}`);
    assert.deepEqual(counts["outerRace"], { outerRace: 24 });
    assert.deepEqual(counts["innerRace"], { innerRace: 36 });
    assert.deepEqual(counts["none"], { none: 3 });
    const ball = counts["ball"] ?? {};
    assert.equal(ball["outerRace"], undefined);
    assert.ok((ball["innerRace"] ?? 0) <= 2, "more than 2 of 36 ball-fault waveforms are named inner race");
  });

  it("flags none of the 32 healthy IMS bearings, which no threshold was chosen on", function () {
    skipWithout(this, "ims");
    const orders = imsOrders();
    const plan = createWaveformPlan(N, 20_000, "g");
    const shaftHz = 2000 / 60;
    const faults: string[] = [];
    for (const time of ["12.06.24", "13.04.13", "14.44.13", "16.44.13"]) {
      const text = readData("ims", "raw_healthy_test1", `2003.10.22.${time}.gz`).toString().trim();
      const rows = text
        .split("\n")
        .slice(0, N)
        .map((line) => line.split("\t").map(Number));
      for (let channel = 0; channel < 8; channel++) {
        plan.compute(
          Float64Array.from(rows, (row) => row[channel] ?? Number.NaN),
          shaftHz,
          orders,
        );
        faults.push(diagnoseBearing(plan.envelopeAmplitudes, plan.dfHz, shaftHz, orders).fault);
      }
    }
    console.log(`      IMS healthy flagged: ${faults.filter((fault) => fault !== "none").length} of ${faults.length}`);
    assert.deepEqual(new Set(faults), new Set(["none"]));
    assert.equal(faults.length, 32);
  });
});
