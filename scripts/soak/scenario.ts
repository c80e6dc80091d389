export interface SoakOptions {
  readonly kills: number;
  /** Of load while the memory is watched. */
  readonly minutes: number;
  readonly readingsPerSecond: number;
  /** Of recorded data. */
  readonly weeks: number;
  readonly seed: number;
}

/** Told of how far it is, in steps of its own. */
export type Progress = (done: number, of: number) => void;

export interface SoakResult {
  /** Whether it holds what is promised. */
  readonly ok: boolean;
  readonly figures: Readonly<Record<string, number>>;
}

export interface Scenario {
  readonly title: string;
  run(options: SoakOptions, progress: Progress): Promise<SoakResult>;
}
