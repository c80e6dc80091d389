/** A model that is loaded and checked. */
export interface LoadedModel {
  /** SHA-256 of the artifact, hex. */
  readonly hash: string;
  readonly featureCount: number;
  readonly outputNames: readonly string[];
  /**
   * @param rows float32, `count` × `featureCount`, row-major
   * @returns one float32 array per output name, `count` × width
   */
  run(rows: Float32Array, count: number): Promise<ReadonlyMap<string, Float32Array>>;
  close(): Promise<void>;
}

/** Runs trained models. Loading rejects with a TwinError if the file is missing, corrupt or has another hash. */
export interface ModelRunner {
  load(path: string, expectedHash: string): Promise<LoadedModel>;
}
