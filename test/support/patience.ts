/**
 * How long a test waits for what must come. It only ends what hangs: a machine that is busy with much else may be ten times slower than
 * a quiet one, and that is no failure.
 */
export const PATIENCE_MS = 240_000;
