import cliProgress from "cli-progress";

/** Told of how far a piece of work is: `total` steps once, then each that is done. */
export interface Progress {
  begin(total: number): void;
  step(): void;
}

/** A progress bar on standard error: on a terminal only, so that what is piped or logged stays clean. */
export const progressBar = (what: string) => {
  const format = `${what} {bar} {value}/{total}, {duration_formatted} so far`;
  const bar = process.stderr.isTTY
    ? new cliProgress.SingleBar({ format, hideCursor: true, stream: process.stderr })
    : undefined;
  return {
    begin: (total: number): void => bar?.start(total, 0),
    step: (): void => bar?.increment(),
    at: (value: number): void => bar?.update(value),
    end: (): void => bar?.stop(),
  };
};
