/**
 * Calls `end` when the process that started this one is gone, also after `kill -9`: then the pipe on stdin closes, or the
 * channel between the two where there is one.
 */
export const endWithParent = (end: () => void): void => {
  process.once("disconnect", end);
  process.stdin.once("close", end);
  process.stdin.once("error", end);
  process.stdin.resume();
};
