import { existsSync } from "node:fs";
import { join } from "node:path";
import { createWaveformPlan } from "../../models/signal/waveform-plan.ts";
import { bearingSignal, ORDERS } from "../../test/unit/signal/bearing-signal.ts";
import { run } from "../training/python.ts";

/** Waveforms per second with the full feature set, here and by SciPy, on one core of this machine in one run. */
export interface WaveformFigure {
  readonly samples: number;
  readonly oursPerSecond: number;
  /** The faster of the reference's two ways; undefined without the reference or without Python's SciPy. */
  readonly scipyPerSecond: number | undefined;
  /** Median over the rounds of ours / SciPy, measured right after each other. */
  readonly ratio: number | undefined;
  readonly note: string;
}

const SAMPLE_RATE_HZ = 25_600;
const SHAFT_HZ = 30;
const WAVEFORMS = 64;
const SECONDS = 2;

/** The reference is not part of the project; it computes the same features to 1e-9 and times itself with `--bench`. */
const REFERENCE = join(
  process.env["TWINLOOM_REFERENCE"] ?? join(import.meta.dirname, "../../../shared/reference"),
  "scipy_features.py",
);

interface ReferenceFigures {
  readonly features: { readonly waveforms_per_s: { readonly median: number } };
  readonly features_fast: { readonly waveforms_per_s: { readonly median: number } };
}

/**
 * @param samples length of one waveform
 * @param rounds how often ours and SciPy take turns, so that both meet the same load of the machine
 */
export const benchWaveforms = async (samples = 4096, rounds = 3): Promise<WaveformFigure> => {
  const python = await pythonWithScipy();
  const compute = prepareOurs(samples);
  const ours: number[] = [];
  const scipy: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(perSecond(compute));
    if (python) scipy.push(await scipyPerSecond(python, samples));
  }
  return {
    samples,
    oursPerSecond: Math.round(median(ours)),
    scipyPerSecond: python ? Math.round(median(scipy)) : undefined,
    ratio: python ? Number(median(ours.map((value, i) => value / (scipy[i] ?? Number.NaN))).toFixed(2)) : undefined,
    note: python
      ? ""
      : `SciPy was not measured: it needs python3 with scipy, and scipy_features.py in the folder that TWINLOOM_REFERENCE names`,
  };
};

const prepareOurs = (samples: number): ((turn: number) => void) => {
  const plan = createWaveformPlan(samples, SAMPLE_RATE_HZ, "g");
  const waveforms = Array.from({ length: WAVEFORMS }, (_, seed) =>
    Float32Array.from(
      bearingSignal({
        n: samples,
        sampleRateHz: SAMPLE_RATE_HZ,
        shaftHz: SHAFT_HZ,
        impactHz: SHAFT_HZ * ORDERS.bpfo,
        modulationHz: 0,
        noise: 0.15,
        seed,
      }),
    ),
  );
  const compute = (turn: number): void => {
    plan.compute(waveforms[turn % WAVEFORMS] as Float32Array, SHAFT_HZ, ORDERS);
  };
  for (let turn = 0; turn < 1000; turn++) compute(turn);
  return compute;
};

const perSecond = (compute: (turn: number) => void): number => {
  const began = performance.now();
  let done = 0;
  while (performance.now() - began < 1000 * SECONDS) {
    for (let i = 0; i < WAVEFORMS; i++) compute(done++);
  }
  return (1000 * done) / (performance.now() - began);
};

const scipyPerSecond = async (python: string, samples: number): Promise<number> => {
  const output = await run(python, [REFERENCE, "--bench", "--runs", "1", "--n", String(samples)]);
  const figures = JSON.parse(output) as ReferenceFigures;
  return Math.max(figures.features.waveforms_per_s.median, figures.features_fast.waveforms_per_s.median);
};

const pythonWithScipy = async (): Promise<string | undefined> => {
  if (!existsSync(REFERENCE)) return undefined;
  for (const python of ["python3", "/usr/bin/python3"]) {
    const found = await run(python, ["-c", "import scipy"]).then(
      () => true,
      () => false,
    );
    if (found) return python;
  }
  return undefined;
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

if (import.meta.main) console.log(JSON.stringify(await benchWaveforms()));
