import type { TwinState } from "./twin-state.ts";

const NONE: ReadonlySet<string> = new Set();

/**
 * Channels whose readings say nothing of the machine: off, hanging, jumping or impossible. A clock that is off and a calibration that is due
 * leave a value as it is.
 */
export const doubtedChannels = ({ channels }: Pick<TwinState, "channels">): ReadonlySet<string> => {
  let found: Set<string> | undefined;
  for (const name in channels) {
    const doubts = channels[name]?.doubts;
    if (!doubts?.some(({ kind, quality }) => quality !== "good" && kind !== "skew")) continue;
    found ??= new Set();
    found.add(name);
  }
  return found ?? NONE;
};

/** What is left of measured values without those of some channels, by the channel's name or that of its feature (`vibration.rms`). */
export const withoutChannels = (
  measured: Readonly<Record<string, number>>,
  doubted: ReadonlySet<string>,
): Readonly<Record<string, number>> =>
  doubted.size === 0
    ? measured
    : Object.fromEntries(Object.entries(measured).filter(([name]) => !doubted.has(name.split(".")[0] ?? name)));
