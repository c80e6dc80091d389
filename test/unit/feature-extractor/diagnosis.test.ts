import assert from "node:assert/strict";
import { MAINTENANCE_TAG } from "../../../models/maintenance/maintenance-event.ts";
import type { Diagnosis } from "../../../models/telemetry/diagnosis.ts";
import { makeWaveform } from "../../../models/telemetry/series-view.ts";
import { applyFeatures } from "../../../models/twin/apply-features.ts";
import type { AssetType } from "../../../models/twin/asset-type.ts";
import { maintainTwin } from "../../../models/twin/maintain-twin.ts";
import { newTwinMemory } from "../../../models/twin/new-twin-memory.ts";
import { toTwinState } from "../../../models/twin/to-twin-state.ts";
import { bearingSignal, ORDERS } from "../signal/bearing-signal.ts";
import { closing, HOUR, MINUTE, machineType, START, startExtractor, telemetry } from "./extractor.ts";

const SAMPLE_RATE_HZ = 25_600;
const SHAFT_HZ = 30;

/** A waveform of a bearing whose outer race is damaged; 0.6 s of it hold 19 turns. */
const damaged = (n: number, minute: number) =>
  makeWaveform(
    "vibration",
    "m/s2",
    SAMPLE_RATE_HZ,
    START + minute * MINUTE,
    bearingSignal({
      n,
      sampleRateHz: SAMPLE_RATE_HZ,
      shaftHz: SHAFT_HZ,
      impactHz: SHAFT_HZ * ORDERS.bpfo,
      modulationHz: 0,
      noise: 0.1,
      seed: minute + 1,
    }),
  );

/** What the first window says of its bearing. */
const diagnose = (n: number, count: number, type: AssetType = machineType): Diagnosis | undefined => {
  const { send, features, failures } = startExtractor({}, type);
  for (let minute = 0; minute < count; minute++) {
    const speed = { speed: [[START + minute * MINUTE, 60 * SHAFT_HZ]] } as const;
    send(telemetry(speed, { waveforms: [damaged(n, minute)] }));
  }
  send(closing(START + HOUR));
  assert.deepEqual(failures, []);
  return features[0]?.diagnoses?.["vibration"];
};

describe("the diagnosis of a bearing in the feature extractor", () => {
  it("names the fault and its component, out of the first few waveforms of the window", () => {
    const diagnosis = diagnose(16_384, 6);
    assert.deepEqual([diagnosis?.fault, diagnosis?.component, diagnosis?.waveforms], ["outerRace", "bearing", 4]);
  });

  it("takes waveforms of any length", () => {
    for (const n of [16_385, 24_001, 100_000]) assert.equal(diagnose(n, 1)?.fault, "outerRace", `${n} samples`);
  });

  it("says unknown where they hold too few turns, and nothing without bearing data or speed", () => {
    assert.deepEqual(diagnose(2560, 2), {
      component: "bearing",
      fault: "unknown",
      waveforms: 2,
      strength: null,
      log10FalseAlarm: null,
    });
    const { bearings: _, ...plain } = machineType;
    assert.equal(diagnose(16_384, 1, plain), undefined);
    const { send, features } = startExtractor();
    send(telemetry({}, { waveforms: [damaged(16_384, 0)] }));
    send(closing(START + HOUR));
    assert.equal(features[0]?.diagnoses, undefined);
  });

  it("stands in the state of the twin until the maintenance of that component", () => {
    const { send, features } = startExtractor();
    send(telemetry({ speed: [[START, 60 * SHAFT_HZ]] }, { waveforms: [damaged(16_384, 0)] }));
    send(closing(START + HOUR));
    const memory = newTwinMemory("m-1", machineType);
    const rules = {
      deadbandPercent: 5,
      onDelayMs: 0,
      offDelayMs: 0,
      healthSmoothingHours: 6,
      maxGapMs: HOUR,
      alarmsOnlyRunning: true,
    };
    for (const window of features) applyFeatures(memory, window, machineType, rules, assert.ifError);
    const told = () => toTwinState(memory, machineType, "r1").diagnoses?.["vibration"]?.fault;
    assert.equal(told(), "outerRace");
    const event = { schema: MAINTENANCE_TAG, asset: "m-1", component: "bearing", time: START + HOUR } as const;
    maintainTwin(memory, event, machineType);
    assert.equal(told(), undefined);
    for (const { time, ...window } of features) {
      const late = { ...window, time: time + 1 };
      applyFeatures(memory, late, machineType, rules, assert.ifError);
    }
    assert.equal(told(), undefined, "that window began before the maintenance");
  });
});
