import { error, type Finding, ok, warning } from "./finding.ts";

const CLOCK = "clock";
/** The clocks of a plant's machines are held together by NTP to milliseconds; InfluxDB tells whole seconds only. */
const SKEW_MS = 5000;
const LONG_SKEW_MS = 60_000;

/**
 * @param url of a server
 * @param aheadMs how far the clock of the server is ahead of this machine's
 */
export const skewFinding = (url: string, aheadMs: number): Finding => {
  const seconds = (Math.abs(aheadMs) / 1000).toFixed(0);
  const what = `The clock of ${url} is ${seconds} s ${aheadMs > 0 ? "ahead of" : "behind"} this one`;
  const todo = "Let both follow the same time server (timedatectl set-ntp true)";
  if (Math.abs(aheadMs) > LONG_SKEW_MS) return error(CLOCK, what, todo);
  return Math.abs(aheadMs) > SKEW_MS
    ? warning(CLOCK, what, todo)
    : ok(CLOCK, `The clocks of ${url} and this machine agree`);
};
