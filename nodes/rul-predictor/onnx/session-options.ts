/**
 * One thread: the models are small, and the flow's other work has the other cores. No arena: it keeps the memory of the largest
 * batch, and gains nothing on trees.
 */
export const SESSION_OPTIONS = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: "sequential",
  enableCpuMemArena: false,
  enableMemPattern: false,
  logSeverityLevel: 4,
} as const;
