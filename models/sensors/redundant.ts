import { median } from "./spike.ts";

/** One sensor of a group that measures the same quantity, in one window. */
export interface GroupMember {
  readonly channel: string;
  readonly mean: number;
  /** Standard deviation of the mean. */
  readonly sd: number;
}

/** What the other sensors of its group say of one. */
export interface Vote {
  readonly channel: string;
  readonly expected: number;
  readonly sd: number;
  /** With two sensors nothing tells which is wrong. */
  readonly either: boolean;
}

/**
 * Holds sensors that measure the same against each other: three and more against the median of the group (mid-value selection, as in the
 * 2oo3 votes of IEC 61508-6), two against each other. A single sensor has no neighbour.
 */
export const voteOf = (members: readonly GroupMember[]): Vote[] => {
  if (members.length < 2) return [];
  const middle = median(members.map(({ mean }) => mean));
  const spread = median(members.map(({ sd }) => sd));
  return members.map(({ channel, sd }) => {
    const other = members.length === 2 ? members.find((one) => one.channel !== channel) : undefined;
    const expected = other?.mean ?? middle;
    return { channel, expected, sd: Math.hypot(sd, other?.sd ?? spread), either: members.length === 2 };
  });
};
