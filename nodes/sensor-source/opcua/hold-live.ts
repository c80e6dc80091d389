/** Keeps what comes live while a gap is being filled, so that the flow gets the past first and all in order. */
export interface HeldLive<T> {
  /** @returns false where there is no more room: then all that was held is given first, and this one goes its usual way */
  hold(one: T): boolean;
  /** Gives all that is held, in the order in which it came. */
  giveAll(): void;
}

/** @param limit so many are held at most */
export const holdLive = <T>(limit: number, give: (one: T) => void): HeldLive<T> => {
  let held: T[] = [];
  const giveAll = (): void => {
    const all = held;
    held = [];
    for (const one of all) give(one);
  };
  return {
    hold: (one) => {
      if (held.length >= limit) {
        giveAll();
        return false;
      }
      held.push(one);
      return true;
    },
    giveAll,
  };
};
