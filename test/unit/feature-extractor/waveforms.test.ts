import assert from "node:assert/strict";
import { makeWaveform } from "../../../models/telemetry/series-view.ts";
import type { Waveform } from "../../../models/telemetry/telemetry.ts";
import { bearingSignal, ORDERS, sine } from "../signal/bearing-signal.ts";
import { closing, HOUR, MINUTE, machineType, START, startExtractor, telemetry } from "./extractor.ts";

const FS = 25_600;
const N = 4096;
const RPM = 1800;
const DEFECT_HZ = 30 * ORDERS.bpfo;

const waveform = (samples: Float64Array, startTime = START, sampleRateHz = FS): Waveform =>
  makeWaveform("vibration", "m/s2", sampleRateHz, startTime, samples);
const faulty = (startTime = START): Waveform =>
  waveform(
    bearingSignal({ n: N, sampleRateHz: FS, shaftHz: 30, impactHz: DEFECT_HZ, modulationHz: 0, noise: 0.05, seed: 9 }),
    startTime,
  );
const withSpeed = (waveforms: Waveform[], time = START) => telemetry({ speed: [[time, RPM]] }, { waveforms });

describe("waveforms in the feature extractor", () => {
  it("become features with units, and a spectrum with the defect lines at once", () => {
    const { send, features, spectra, failures } = startExtractor();
    send(withSpeed([faulty()]));
    assert.equal(spectra.length, 1);
    const [spectrum] = spectra;
    assert.ok(Math.abs((spectrum?.lines["bpfo"] ?? 0) - DEFECT_HZ) < 1e-9);
    assert.deepEqual(
      [spectrum?.asset, spectrum?.channel, spectrum?.unit, spectrum?.time],
      ["m-1", "vibration", "m/s2", START],
    );
    assert.ok((spectrum?.amplitudes.length ?? 0) <= 800 && (spectrum?.envelopeAmplitudes.length ?? 0) <= 800);
    send(closing(START + HOUR));
    const values = features[0]?.values ?? {};
    assert.equal(features[0]?.units["vibration.velocityRms"], "mm/s");
    assert.equal(features[0]?.units["vibration.band1"], "m2/s4");
    assert.ok(Math.abs((values["vibration.envelopePeakHz"] ?? 0) - DEFECT_HZ) < FS / N);
    assert.equal(values["vibration.bpfo1"], values["vibration.envelopePeak"]);
    assert.deepEqual(features[0]?.samples?.["vibration"], { good: 1, bad: 0 });
    assert.equal(failures.length, 0);
  });

  it("show a sine in the spectrum with its own amplitude and frequency", () => {
    const { send, spectra } = startExtractor();
    send(withSpeed([waveform(sine(N, FS, 1000, 3))]));
    const amplitudes = spectra[0]?.amplitudes ?? [];
    const highest = amplitudes.indexOf(Math.max(...amplitudes));
    assert.ok(Math.abs((amplitudes[highest] ?? 0) - 3) < 1e-3);
    assert.equal(spectra[0]?.frequenciesHz[highest], 1000);
  });

  it("are averaged over the window, or the newest stands for it", () => {
    const first = waveform(sine(N, FS, 3000, 1), START);
    const second = waveform(sine(N, FS, 4000, 3), START + 30 * MINUTE);
    for (const [waveformFold, expected] of [
      ["mean", Math.SQRT2],
      ["newest", 1.5 * Math.SQRT2],
    ] as const) {
      const { send, features } = startExtractor({ waveformFold });
      send(withSpeed([first]));
      send(withSpeed([second], START + 30 * MINUTE));
      send(closing(START + HOUR));
      assert.ok(Math.abs((features[0]?.values["vibration.rms"] ?? 0) - expected) < 1e-6, waveformFold);
      assert.equal(features[0]?.samples?.["vibration"]?.good, 2);
    }
  });

  it("of overlapping windows are folded into each of them", () => {
    const { send, features } = startExtractor({ hopMinutes: 20, waveformFold: "newest" });
    send(withSpeed([waveform(sine(N, FS, 3000, 1), START)]));
    send(withSpeed([waveform(sine(N, FS, 3000, 2), START + 40 * MINUTE)], START + 40 * MINUTE));
    send(closing(START + 2 * HOUR));
    const rms = features.map(({ values }) => ((values["vibration.rms"] ?? 0) * Math.SQRT2).toFixed(3));
    assert.deepEqual(rms, ["1.000", "1.000", "2.000", "2.000", "2.000"]);
  });

  it("lack the defect lines, with the reason, where the speed is unknown, old or zero", () => {
    const reasonFor = (act: (send: (payload: unknown) => void) => void): string | undefined => {
      const { send, features } = startExtractor();
      act(send);
      send(closing(START + 5 * HOUR));
      const last = features.at(-1);
      assert.ok(last?.values["vibration.envelopePeak"], "the rest is there");
      return last?.missing["vibration.bpfo1"];
    };
    const alone = telemetry({}, { waveforms: [faulty()] });
    assert.match(reasonFor((send) => send(alone)) ?? "", /no speed came on speed/);
    assert.match(
      reasonFor((send) => {
        send(telemetry({ speed: [[START - 2 * HOUR, RPM]] }));
        send(alone);
      }) ?? "",
      /120 min old/,
    );
    assert.match(
      reasonFor((send) => send(telemetry({ speed: [[START, 0]] }, { waveforms: [faulty()] }))) ?? "",
      /stands still/,
    );
  });

  it("lack the defect lines, with the reason, on a machine without bearing data", () => {
    const { bearings: _, ...plain } = machineType;
    const { send, features, spectra } = startExtractor({}, plain);
    send(withSpeed([faulty()]));
    send(closing(START + HOUR));
    assert.match(features[0]?.missing["vibration.bpfi2"] ?? "", /no bearing/);
    assert.deepEqual(spectra[0]?.lines, {});
  });

  it("sampled too slowly lack the bands beyond, the envelope and the velocity, each with its reason", () => {
    const { send, features } = startExtractor();
    send(withSpeed([waveform(sine(N, 1600, 100, 1), START, 1600)]));
    send(closing(START + HOUR));
    const missing = features[0]?.missing ?? {};
    assert.match(missing["vibration.velocityRms"] ?? "", /sample rate of 2000 Hz/);
    assert.match(missing["vibration.band3"] ?? "", /begins at 2500 Hz, the waveform ends at 800 Hz/);
    assert.match(missing["vibration.envelopeRms"] ?? "", /more than 2000 Hz/);
    assert.equal(features[0]?.values["vibration.band3"], undefined);
  });

  it("without any change have no shape, and say so", () => {
    const { send, features } = startExtractor();
    send(withSpeed([waveform(new Float64Array(N))]));
    send(closing(START + HOUR));
    assert.equal(features[0]?.values["vibration.rms"], 0);
    assert.equal(features[0]?.missing["vibration.kurtosis"], "the signal is constant");
  });

  it("with NaN in them are left out whole, counted and reported", () => {
    const { send, features, failures } = startExtractor();
    const samples = sine(N, FS, 3000, 1);
    samples[17] = Number.NaN;
    send(withSpeed([waveform(samples), faulty(START + 1000)]));
    send(closing(START + HOUR));
    assert.deepEqual(
      failures.map(({ code }) => code),
      ["TWIN-FEATURES-005"],
    );
    assert.deepEqual(features[0]?.samples?.["vibration"], { good: 1, bad: 1 });
    assert.ok(Number.isFinite(features[0]?.values["vibration.rms"]));
  });

  it("that can't be used are reported with a code and a reason in missing", () => {
    const cases: [string, Partial<Waveform> & Record<string, unknown>][] = [
      ["TWIN-TELEMETRY-001", { samples: "AAAA" as unknown as Buffer }],
      ["TWIN-TELEMETRY-002", { samples: Buffer.alloc(4097) }],
      ["TWIN-SIGNAL-001", { samples: Buffer.alloc(16) }],
      ["TWIN-SIGNAL-003", { sampleRateHz: -1 }],
      ["TWIN-FEATURES-003", { channel: "sound" }],
      ["TWIN-FEATURES-004", { unit: "g" }],
      ["TWIN-FEATURES-005", { startTime: Number.NaN }],
      ["TWIN-FEATURES-005", { samples: Buffer.alloc(4 * 1_048_577) }],
    ];
    for (const [code, change] of cases) {
      const { send, features, failures, spectra } = startExtractor();
      send(withSpeed([{ ...faulty(), ...change }]));
      send(closing(START + HOUR));
      assert.deepEqual(
        failures.map((failure) => failure.code),
        [code],
      );
      assert.ok(features[0]?.missing["vibration.rms"], code);
      assert.equal(spectra.length, 0);
    }
  });

  it("are read from typed arrays and plain arrays as from Buffers", () => {
    const signal = sine(N, FS, 3000, 1);
    for (const samples of [Float32Array.from(signal), signal, [...signal]]) {
      const { send, features, failures } = startExtractor();
      send(withSpeed([{ ...faulty(), samples: samples as unknown as Buffer }]));
      send(closing(START + HOUR));
      assert.equal(failures.length, 0);
      assert.ok(Math.abs((features[0]?.values["vibration.rms"] ?? 0) - Math.SQRT1_2) < 1e-6);
    }
  });

  it("send no spectra where that is switched off", () => {
    const { send, spectra } = startExtractor({ spectra: false });
    send(withSpeed([faulty()]));
    assert.equal(spectra.length, 0);
  });

  it("are refused at deploy where two bearings share one, or the unit is no acceleration", () => {
    const bearing = machineType.bearings?.[0];
    assert.ok(bearing);
    assert.throws(() => startExtractor({}, { ...machineType, bearings: [bearing, bearing] }), {
      code: "TWIN-FEATURES-008",
    });
    const channels = {
      ...machineType.channels,
      vibration: { label: "Vibration", unit: "mm/s", kind: "waveform" as const },
    };
    assert.throws(() => startExtractor({}, { ...machineType, channels }), { code: "TWIN-SIGNAL-004" });
  });
});
